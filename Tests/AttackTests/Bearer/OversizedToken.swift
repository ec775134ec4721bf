import SteelcutDomain
import Testing

/// A token over 8 KiB is not looked at, and what fits can't be made expensive (CVE-2025-61920).
@Suite struct OversizedToken {
    /// A signed token of exactly so many bytes.
    ///
    /// base64url has no text of some lengths; a longer header makes up for it.
    static func token(of length: Int, by server: BearerFixture) async throws -> String {
        func encoded(_ text: String) -> Int { (text.utf8.count * 8 + 5) / 6 }
        for headerPadding in 0..<3 {
            let header = server.header(("y", #""\#(String(repeating: "h", count: headerPadding))""#))
            let bare = encoded(header) + encoded(BearerFixture.claims(("x", #""""#))) + 88
            for padding in (length - bare) * 3 / 4 - 4...(length - bare) * 3 / 4 + 4 {
                let claims = BearerFixture.claims(("x", #""\#(String(repeating: "a", count: padding))""#))
                if encoded(header) + encoded(claims) + 88 == length {
                    return try await server.mint(header: header, claims: claims)
                }
            }
        }
        throw TokenDefect.form
    }

    @Test(arguments: Transport.all)
    func `8 KiB are looked at, one byte more is not`(_ transport: Transport) async throws {
        let server = try BearerFixture(over: transport)
        let longest = try await Self.token(of: 8192, by: server)
        #expect(longest.utf8.count == 8192)
        try await server.expectAccepted(longest)
        let lookups = server.keys.lookups
        try await server.expectInvalid(try await Self.token(of: 8193, by: server))
        #expect(server.keys.lookups == lookups)
    }

    /// A front end refuses the longest of these headers; the endpoint does not depend on it.
    @Test func `a long token, deep nesting or many claims are invalid`() async throws {
        let server = try BearerFixture(over: .direct)
        for claims in [
            String(repeating: "[", count: 3000), String(repeating: #"{"a":"#, count: 1000),
            BearerFixture.claims(("x", String(repeating: "[", count: 20) + String(repeating: "]", count: 20))),
            "{" + (0..<100_000).map { #""\#($0)":1"# }.joined(separator: ",") + "}",
            BearerFixture.claims(("x", #""\#(String(repeating: "a", count: 70_000))""#)),
        ] {
            try await server.expectInvalid(try await server.mint(claims: claims))
        }
        let header = server.header(("x", String(repeating: "[", count: 9) + String(repeating: "]", count: 9)))
        try await server.expectInvalid(try await server.mint(header: header))
        try await server.expectInvalid(
            try await server.mint(header: server.header(("x", #""\#(String(repeating: "a", count: 70_000))""#))))
    }
}
