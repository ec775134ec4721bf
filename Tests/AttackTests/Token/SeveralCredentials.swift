import SteelcutDomain
import Testing

/// RFC 6749 section 2.3 forbids more than one method of authentication in a request.
@Suite struct SeveralCredentials {
    static let calls = [
        RefusedCall("Basic and a body secret", .good("&client_id=good&client_secret=\(TokenFixture.secret)")),
        RefusedCall("Basic and a body secret without client_id", .good("&client_secret=\(TokenFixture.secret)")),
        RefusedCall("Basic and another client_id", .good("&client_id=other")),
        RefusedCall("Basic and a client_id in another case", .good("&client_id=Good")),
        RefusedCall("Basic and an assertion", .good("&client_assertion=a.b.c&client_assertion_type=urn%3Ax")),
        RefusedCall(
            "a body secret and an assertion",
            TokenCall(
                "grant_type=client_credentials&client_id=good&client_secret=\(TokenFixture.secret)&client_assertion=a.b.c"
            )),
        RefusedCall(
            "a body secret without client_id",
            TokenCall("grant_type=client_credentials&client_secret=\(TokenFixture.secret)")),
        RefusedCall(
            "a body secret with an empty client_id",
            TokenCall("grant_type=client_credentials&client_id=&client_secret=\(TokenFixture.secret)")),
        RefusedCall(
            "Basic without a secret and a body secret",
            TokenCall(
                "grant_type=client_credentials&client_secret=\(TokenFixture.secret)",
                authorizations: [TokenCall.basic("good", "")])),
    ]

    @Test(arguments: Transport.all, calls)
    func `two methods are refused unlooked at`(_ transport: Transport, _ refused: RefusedCall) async throws {
        let server = try TokenFixture(over: transport)
        try await server.expectRefusal(of: refused.call, 400, "invalid_request")
        #expect(server.hasher.checks.isEmpty)
    }

    @Test(arguments: Transport.all, ["&client_id=good", "&client_secret=", "&client_assertion=", "&client_id="])
    func `the same ID again, and what is empty, is no second method`(
        _ transport: Transport, _ more: String
    ) async throws {
        #expect(try await TokenFixture.signing(over: transport).answer(to: .good(more)).status == 200)
    }

    @Test(arguments: Transport.all)
    func `a client may use either method`(_ transport: Transport) async throws {
        let server = try TokenFixture.signing(over: transport)
        let post = TokenCall("grant_type=client_credentials&client_id=good&client_secret=\(TokenFixture.secret)")
        #expect(try await server.answer(to: post).status == 200)
        #expect(try await server.answer(to: .good()).status == 200)
    }
}
