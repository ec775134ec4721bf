import SteelcutDomain
import Testing

/// Three segments of the compact form and nothing else (CVE-2022-39227); dots cost nothing (CVE-2025-30204).
@Suite struct SegmentCount {
    @Test(arguments: Transport.all)
    func `another number of segments is invalid`(_ transport: Transport) async throws {
        let server = try BearerFixture(over: transport)
        let token = try await server.mint()
        let segments = token.split(separator: ".").map(String.init)
        for text in [
            segments[0], segments[0] + "." + segments[1], token + ".", token + ".AAAA", token + ".AAAA.AAAA",
            "." + token,
            "..", "...", ".", String(repeating: ".", count: 8000),
        ] {
            try await server.expectInvalid(text)
        }
        #expect(server.keys.lookups == 0)
        try await server.expectInvalid(segments[0] + ".." + segments[2])
    }

    /// A front end refuses so long a header; the endpoint does not depend on it.
    @Test func `a million dots are invalid`() async throws {
        try await BearerFixture(over: .direct).expectInvalid(String(repeating: ".", count: 1_000_000))
    }

    /// RFC 7515 section 7.2, alone and as a text that is both forms at once.
    @Test(arguments: Transport.all)
    func `the JSON serialization is invalid`(_ transport: Transport) async throws {
        let server = try BearerFixture(over: transport)
        let token = try await server.mint()
        let parts = token.split(separator: ".").map(String.init)
        let json = #"{"protected":"\#(parts[0])","payload":"\#(parts[1])","signature":"\#(parts[2])"}"#
        for text in [json, Base64URL.string(json.utf8), #"{"x":""# + token + #""}"#, "[\(json)]"] {
            try await server.expectInvalid(text)
        }
    }
}
