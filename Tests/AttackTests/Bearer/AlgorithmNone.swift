import SteelcutDomain
import Testing

/// RFC 8725 section 3.1: `alg` comes from a list of what is allowed, not from the token.
@Suite struct AlgorithmNone {
    static let algorithms: [String?] = [
        #""none""#, #""NONE""#, #""noNE""#, #""None""#, #""""#, "null", nil, "1", "[]", #"["ES256"]"#, "{}", "true",
        #""es256""#, #""ES256 ""#, #""ES256\u0000""#, #""HS256""#, #""HS512""#, #""RS512""#, #""ES384""#, #""ES512""#,
        #""ES256K""#, #""RSA1_5""#, #""dir""#, #""Ed25519""#,
    ]

    @Test(arguments: Transport.all, algorithms)
    func `another algorithm is invalid, signed or not`(_ transport: Transport, _ algorithm: String?) async throws {
        let server = try BearerFixture(over: transport)
        let token = try await server.mint(header: server.header(("alg", algorithm)))
        try await server.expectInvalid(token)
        let end = try #require(token.lastIndex(of: "."))
        try await server.expectInvalid(String(token[...end]))
        try await server.expectInvalid(String(token[..<end]))
    }

    @Test(arguments: Transport.all, ["{}", "null", "[]", #""ES256""#, "1", "", "true", #"[{"alg":"ES256"}]"#])
    func `a header that is none is invalid`(_ transport: Transport, _ header: String) async throws {
        let server = try BearerFixture(over: transport)
        try await server.expectInvalid(try await server.mint(header: header))
    }
}
