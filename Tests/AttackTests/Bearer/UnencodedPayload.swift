import SteelcutDomain
import Testing

/// `b64` (RFC 7797) changes what is signed: refused before the payload is decoded (CVE-2026-48525).
@Suite struct UnencodedPayload {
    @Test(arguments: Transport.all, ["false", "true", "null", #""false""#])
    func `is invalid with and without crit`(_ transport: Transport, _ value: String) async throws {
        let server = try BearerFixture(over: transport)
        try await server.expectInvalid(try await server.mint(header: server.header(("b64", value))))
        try await server.expectInvalid(
            try await server.mint(header: server.header(("b64", value), ("crit", #"["b64"]"#))))
    }

    @Test(arguments: Transport.all)
    func `a payload that was not encoded is invalid`(_ transport: Transport) async throws {
        let server = try BearerFixture(over: transport)
        let header = Base64URL.string(server.header(("b64", "false"), ("crit", #"["b64"]"#)).utf8)
        try await server.expectInvalid(
            try await server.mint(headerSegment: header, claimsSegment: BearerFixture.goodClaims))
        try await server.expectInvalid(try await server.mint(headerSegment: header, claimsSegment: ""))
        try await server.expectInvalid(
            try await server.mint(headerSegment: header, claimsSegment: String(repeating: "A", count: 7000)))
    }
}
