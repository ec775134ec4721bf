import SteelcutDomain
import Testing

/// The grant type is looked at before the client, the client's right to it after.
@Suite struct GrantTypes {
    static let basic = [TokenCall.basic("good", TokenFixture.secret)]

    @Test(arguments: Transport.all, ["", "grant_type=", "grant_type", "scope=read", "Grant_Type=client_credentials"])
    func `a missing one is an invalid request`(_ transport: Transport, _ body: String) async throws {
        let server = try TokenFixture(over: transport)
        try await server.expectRefusal(of: TokenCall(body, authorizations: Self.basic), 400, "invalid_request")
        #expect(server.hasher.checks.isEmpty)
    }

    @Test(
        arguments: Transport.all,
        [
            "password", "CLIENT_CREDENTIALS", "client_credentials+", "+client_credentials", "client%C2%ADcredentials",
            "authorization_code", "refresh_token", "urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer",
            "client_credential%EF%BD%93",
        ])
    func `another one is unsupported, whoever asks`(_ transport: Transport, _ name: String) async throws {
        let server = try TokenFixture(over: transport)
        for authorizations in [Self.basic, [TokenCall.basic("nobody", "x")], []] {
            try await server.expectRefusal(
                of: TokenCall("grant_type=" + name, authorizations: authorizations), 400, "unsupported_grant_type")
        }
        #expect(server.hasher.checks.isEmpty)
    }

    @Test(arguments: Transport.all)
    func `a client without the right hears so only after its secret fits`(_ transport: Transport) async throws {
        let server = try TokenFixture(over: transport)
        try await server.expectRefusal(
            of: TokenCall(
                "grant_type=client_credentials&scope=%22&resource=x",
                authorizations: [TokenCall.basic("other", TokenFixture.secret)]),
            400, "unauthorized_client")
        try await server.expectRefusal(
            of: TokenCall("grant_type=client_credentials", authorizations: [TokenCall.basic("other", "x")]), 401,
            "invalid_client")
    }
}
