import SteelcutDomain
import SteelcutTestKit
import Testing

/// Who fails to authenticate learns nothing about why: the same bytes, and one hash wherever a secret was sent.
@Suite struct IdenticalRefusals {
    static let wrong = "PRIVATE-" + String(repeating: "B", count: 43)
    static let secrets: [(String, String)] = [
        ("nobody", TokenFixture.secret), ("good", wrong), ("good", "x"), ("disabled", TokenFixture.secret),
        ("disabled", wrong), ("expired", TokenFixture.secret), ("", TokenFixture.secret), ("n%C3%A9", wrong),
        (String(repeating: "n", count: 512), wrong),
    ]

    @Test(arguments: Transport.all, secrets)
    func `a refused secret costs one hash`(_ transport: Transport, _ pair: (String, String)) async throws {
        let server = try TokenFixture(over: transport)
        let call = TokenCall(
            "grant_type=client_credentials", authorizations: [TokenCall.basic(pair.0, pair.1)])
        try await server.expectRefusal(of: call, 401, "invalid_client")
        #expect(server.hasher.checks.count == 1)
    }

    @Test(arguments: Transport.all)
    func `all refusals are the same bytes`(_ transport: Transport) async throws {
        let server = try TokenFixture(over: transport)
        let calls =
            Self.secrets.map {
                TokenCall("grant_type=client_credentials", authorizations: [TokenCall.basic($0, $1)])
            }
            + Self.secrets.filter { !$0.0.isEmpty }.map {
                TokenCall("grant_type=client_credentials&client_id=\($0)&client_secret=\($1)")
            } + NoCredentials.calls.map(\.call)
        var answers: Set<[String]> = []
        for call in calls { answers.insert(try await server.answer(to: call).visible) }
        #expect(answers.count == 1)
    }

    @Test(arguments: Transport.all)
    func `a secret is good until the second it expires`(_ transport: Transport) async throws {
        let server = try TokenFixture.signing(over: transport)
        let call = TokenCall(
            "grant_type=client_credentials", authorizations: [TokenCall.basic("expired", TokenFixture.secret)])
        let expiry = server.clock.now()
        server.clock.set(now: expiry.advanced(bySeconds: -1))
        #expect(try await server.answer(to: call).status == 200)
        server.clock.advance(bySeconds: 1)
        try await server.expectRefusal(of: call, 401, "invalid_client")
    }
}
