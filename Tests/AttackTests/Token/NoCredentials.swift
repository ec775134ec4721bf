import SteelcutDomain
import Testing

/// RFC 6749 section 5.2: "no client authentication included" is `invalid_client`; where no secret came, none is hashed.
@Suite struct NoCredentials {
    static let calls = [
        RefusedCall("nothing", TokenCall("grant_type=client_credentials")),
        RefusedCall("a client_id alone", TokenCall("grant_type=client_credentials&client_id=good")),
        RefusedCall("an unknown client_id alone", TokenCall("grant_type=client_credentials&client_id=nobody")),
        RefusedCall("an empty secret", TokenCall("grant_type=client_credentials&client_id=good&client_secret=")),
        RefusedCall(
            "Basic without a secret",
            TokenCall("grant_type=client_credentials", authorizations: [TokenCall.basic("good", "")])),
        RefusedCall(
            "Basic with nothing but a colon",
            TokenCall("grant_type=client_credentials", authorizations: [TokenCall.basic("", "")])),
        RefusedCall(
            "an assertion, which is not supported",
            TokenCall("grant_type=client_credentials&client_assertion=a.b.c&client_assertion_type=urn%3Ax")),
        RefusedCall(
            "an assertion beside a client_id",
            TokenCall("grant_type=client_credentials&client_id=good&client_assertion=a.b.c")),
    ]

    @Test(arguments: Transport.all, calls)
    func `nothing to authenticate by costs no hash`(_ transport: Transport, _ refused: RefusedCall) async throws {
        let server = try TokenFixture(over: transport)
        try await server.expectRefusal(of: refused.call, 401, "invalid_client")
        #expect(server.hasher.checks.isEmpty)
        #expect(server.clients.lookups.isEmpty)
    }
}
