import SteelcutDomain
import SteelcutTestKit
import Testing

/// RFC 7009: who may take back what.
@Suite struct RevokeTokenTests {
    let clock = ManualClock(now: Timestamp(seconds: 1_000_000))
    let issuer: UseCaseIssuer

    init() throws { issuer = try UseCaseIssuer() }

    func revoke(_ revocations: UseCaseRevocations, keys: UseCaseIssuer? = nil) throws -> RevokeToken {
        var gate = try Sample.client("gate", secrets: [Sample.stored("s")])
        gate.introspects = [try Sample.resource("api")]
        let clients = UseCaseClients([try Sample.client(secrets: [Sample.stored("s")]), gate])
        return RevokeToken(
            authenticate: AuthenticateClient(clients: clients, hasher: try UseCaseHasher(), clock: clock),
            verify: VerifyAccessToken(
                keys: keys ?? issuer, clock: clock, ownTokensOf: issuer.name, revocations: revocations),
            revocations: revocations, clock: clock)
    }

    func code(_ use: RevokeToken, _ query: TokenQuery) async -> String {
        do throws(TokenError) {
            try await use(query)
            return "done"
        } catch { return error.code }
    }

    @Test func `a client's own token is revoked until it would no longer be taken, and once`() async throws {
        let revocations = UseCaseRevocations()
        let token = try await issuer.token(try issuer.claims(issuedAt: clock.now()))
        clock.advance(bySeconds: 5)
        let use = try revoke(revocations)
        #expect(await code(use, TokenQuery(token)) == "done")
        let wanted = Revocation(
            subject: .token("t1"), issuedUntil: Timestamp(seconds: 1_000_000), ends: Timestamp(seconds: 1_000_630),
            created: Timestamp(seconds: 1_000_005))
        #expect(revocations.made == [wanted])
        #expect(await code(use, TokenQuery(token)) == "done")
        #expect(revocations.made == [wanted])
    }

    @Test func `where the list is full the client's tokens are revoked with it, which is one entry a client`()
        async throws
    {
        let full = (0..<RevocationList.mostTokens).map { number in
            Revocation(
                subject: .token("\(number)"), issuedUntil: clock.now(), ends: Timestamp(seconds: 2_000_000),
                created: clock.now())
        }
        let revocations = UseCaseRevocations()
        try await revocations.restore(RevocationPage(counter: 0, revocations: Array(full.dropLast())))
        let use = try revoke(revocations)
        for (number, subject) in [("1", Revocation.Subject.token("t1")), ("2", .client(try Sample.id("c1")))] {
            let claims = try issuer.claims(issuedAt: clock.now(), tokenID: "t\(number)")
            #expect(await code(use, TokenQuery(try await issuer.token(claims))) == "done")
            #expect(revocations.made.last?.subject == subject)
        }
    }

    @Test func `another client's token lives on, also where the caller may ask about it`() async throws {
        let revocations = UseCaseRevocations()
        let token = try await issuer.token(try issuer.claims(issuedAt: clock.now()))
        #expect(await code(try revoke(revocations), TokenQuery(token, by: "gate")) == "invalid_request")
        #expect(revocations.made.isEmpty)
    }

    @Test func `what is no live token of this server's needs nothing done`() async throws {
        let revocations = UseCaseRevocations()
        let claims = try issuer.claims(issuedAt: clock.now())
        let tokens = [
            "x", "a.b.c", try await issuer.token(claims) + "A", try await UseCaseIssuer().token(claims),
            try await issuer.token(try issuer.claims(issuedAt: clock.now().advanced(bySeconds: -630))),
        ]
        for token in tokens { #expect(await code(try revoke(revocations), TokenQuery(token)) == "done", "\(token)") }
        #expect(revocations.made.isEmpty)
    }

    @Test func `nothing is done for whoever is not known`() async throws {
        let revocations = UseCaseRevocations()
        let token = try await issuer.token(try issuer.claims(issuedAt: clock.now()))
        let use = try revoke(revocations)
        #expect(await code(use, TokenQuery(token, secret: "wrong")) == "invalid_client")
        #expect(await code(use, TokenQuery(token: token, credentials: nil)) == "invalid_client")
        #expect(await code(use, TokenQuery(nil, secret: "wrong")) == "invalid_request")
        #expect(revocations.made.isEmpty)
    }

    @Test(arguments: [StoreFailure.Code.unavailable, .notPermitted, .unknownOutcome, .failed])
    func `a store that does not take it is never reported as done`(_ failure: StoreFailure.Code) async throws {
        let token = try await issuer.token(try issuer.claims(issuedAt: clock.now()))
        let failing = UseCaseRevocations(failure: StoreFailure(failure))
        #expect(await code(try revoke(failing), TokenQuery(token)) == "temporarily_unavailable")
    }

    @Test func `where a token can't be checked it is not reported as done`() async throws {
        let token = try await issuer.token(try issuer.claims(issuedAt: clock.now()))
        let revocations = UseCaseRevocations()
        let keyless = try revoke(revocations, keys: issuer.withoutKeys)
        #expect(await code(keyless, TokenQuery(token)) == "temporarily_unavailable")
        let unread = UseCaseRevocations(wasRead: false)
        #expect(await code(try revoke(unread), TokenQuery(token)) == "temporarily_unavailable")
        #expect(revocations.made.isEmpty && unread.made.isEmpty)
    }
}
