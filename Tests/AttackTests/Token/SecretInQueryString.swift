import SteelcutDomain
import Testing

/// RFC 6749 section 2.3.1: credentials "MUST NOT be included in the request URI", where logs and histories keep them.
@Suite struct SecretInQueryString {
    static let queries = [
        "?", "?x", "?grant_type=client_credentials&client_id=good&client_secret=\(TokenFixture.secret)",
        "?client_secret=\(TokenFixture.secret)", "?scope=read",
    ]

    @Test(arguments: Transport.all, queries)
    func `any query string is refused`(_ transport: Transport, _ query: String) async throws {
        let server = try TokenFixture(over: transport)
        var call = TokenCall.good()
        call.path += query
        let answer = try await server.expectRefusal(of: call, 400, "invalid_request")
        #expect(answer.cause?.contains(TokenFixture.secret) != true)
        #expect(server.hasher.checks.isEmpty)
    }
}
