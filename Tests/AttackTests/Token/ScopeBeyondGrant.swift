import SteelcutDomain
import Testing

/// A scope that is malformed or not the client's is `invalid_scope`, never silently narrowed or widened.
@Suite struct ScopeBeyondGrant {
    static let scopes = [
        "admin", "read+admin", "READ", "rea", "reads", "read++write", "+read", "read+", "+", "%22", "%5C",
        "read%22", "r%C3%A9ad", "read,write", "read%C2%A0write", "read%E2%80%A8",
        (0..<2000).map { "s\($0)" }.joined(separator: "+"),
    ]

    @Test(arguments: Transport.all, scopes)
    func `is an invalid scope`(_ transport: Transport, _ scope: String) async throws {
        let server = try TokenFixture(over: transport)
        try await server.expectRefusal(of: .good("&scope=" + scope), 400, "invalid_scope")
        #expect(server.hasher.checks.count == 1)
    }

    /// A tab and other control characters are malformed before they are anything else.
    @Test(arguments: Transport.all, ["read%09write", "read%0Awrite", "read%00"])
    func `with a control character is an invalid request`(_ transport: Transport, _ scope: String) async throws {
        try await TokenFixture(over: transport).expectRefusal(of: .good("&scope=" + scope), 400, "invalid_request")
    }

    @Test(
        arguments: Transport.all,
        [
            ("", "read write"), ("&scope=", "read write"), ("&scope=write", "write"),
            ("&scope=write+read+write", "write read"),
        ])
    func `what is granted is what was asked for, or all`(
        _ transport: Transport, _ row: (more: String, granted: String)
    ) async throws {
        let json = try await TokenFixture.signing(over: transport).answer(to: .good(row.more)).json
        #expect(json["scope"] == .string(row.granted))
    }

    @Test(arguments: Transport.all)
    func `a client without scopes gets none, and may not ask`(_ transport: Transport) async throws {
        let basic = [TokenCall.basic("scopeless", TokenFixture.secret)]
        let server = try TokenFixture.signing(over: transport)
        let json = try await server.answer(to: TokenCall("grant_type=client_credentials", authorizations: basic)).json
        #expect(json["access_token"] != nil)
        #expect(json["scope"] == nil)
        try await server.expectRefusal(
            of: TokenCall("grant_type=client_credentials&scope=read", authorizations: basic), 400, "invalid_scope")
    }
}
