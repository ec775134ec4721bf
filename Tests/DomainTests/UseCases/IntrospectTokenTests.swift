import SteelcutDomain
import SteelcutTestKit
import Testing

/// RFC 7662: who hears what of which token.
@Suite struct IntrospectTokenTests {
    let clock = ManualClock(now: Timestamp(seconds: 1_000_000))
    let issuer: UseCaseIssuer
    let revocations = UseCaseRevocations()

    init() throws { issuer = try UseCaseIssuer() }

    /// `c1` and `c2` ask about their own tokens; `gate` about those for `api`, `other` about those for `elsewhere`.
    func introspect(
        keys: UseCaseIssuer? = nil, revocations: UseCaseRevocations? = nil
    ) throws -> IntrospectToken {
        var gate = try Sample.client("gate", secrets: [Sample.stored("s")])
        gate.introspects = [try Sample.resource("x"), try Sample.resource("api")]
        var other = try Sample.client("other", secrets: [Sample.stored("s")])
        other.introspects = [try Sample.resource("elsewhere")]
        let clients = UseCaseClients([
            try Sample.client(secrets: [Sample.stored("s")]),
            try Sample.client("c2", secrets: [Sample.stored("s")]),
            try Sample.client("off", isEnabled: false, secrets: [Sample.stored("s")]), gate, other,
        ])
        return IntrospectToken(
            authenticate: AuthenticateClient(clients: clients, hasher: try UseCaseHasher(), clock: clock),
            verify: VerifyAccessToken(
                keys: keys ?? issuer, clock: clock, ownTokensOf: issuer.name,
                revocations: revocations ?? self.revocations))
    }

    func code(_ use: IntrospectToken, _ query: TokenQuery) async -> String {
        do throws(TokenError) {
            return try await use(query) == nil ? "inactive" : "active"
        } catch { return error.code }
    }

    @Test func `the client of a token gets its claims`() async throws {
        let claims = try issuer.claims(issuedAt: clock.now())
        let token = try await issuer.token(claims)
        #expect(try await introspect()(TokenQuery(token)) == claims)
    }

    @Test(arguments: [
        ("c1", ["api"], "active"), ("c1", ["elsewhere"], "active"), ("c2", ["api"], "inactive"),
        ("gate", ["api"], "active"), ("gate", ["elsewhere", "api"], "active"), ("gate", ["elsewhere"], "inactive"),
        ("other", ["api"], "inactive"), ("other", ["elsewhere", "api"], "active"), ("off", ["api"], "invalid_client"),
        ("nobody", ["api"], "invalid_client"),
    ])
    func `others hear of it where they are registered for its audience`(
        _ row: (asks: String, audience: [String], answer: String)
    ) async throws {
        let token = try await issuer.token(try issuer.claims(issuedAt: clock.now(), audience: row.audience))
        #expect(await code(try introspect(), TokenQuery(token, by: row.asks)) == row.answer)
    }

    @Test func `a token is active until it ends, without leeway`() async throws {
        let token = try await issuer.token(try issuer.claims(issuedAt: clock.now()))
        clock.advance(bySeconds: 599)
        #expect(await code(try introspect(), TokenQuery(token)) == "active")
        clock.advance(bySeconds: 1)
        #expect(await code(try introspect(), TokenQuery(token)) == "inactive")
    }

    @Test func `what is revoked, of another issuer or key, or no access token is inactive`() async throws {
        let claims = try issuer.claims(issuedAt: clock.now())
        let good = try await issuer.token(claims)
        let stranger = try UseCaseIssuer()
        let elsewhere = try UseCaseIssuer("https://other.example").claims(issuedAt: clock.now())
        let tokens = [
            "x", "a.b.c", good + "A", try await stranger.token(claims), try await issuer.token(elsewhere),
            try await issuer.jws(type: "JWT", payload: JSONWriter.write(claims.json)),
            try await issuer.token(try issuer.claims(issuedAt: clock.now().advanced(bySeconds: 31))),
        ]
        for token in tokens { #expect(await code(try introspect(), TokenQuery(token)) == "inactive", "\(token)") }

        for subject in [Revocation.Subject.token("t1"), .client(try Sample.id("c1")), .key(issuer.keyID)] {
            let revocations = UseCaseRevocations()
            #expect(await code(try introspect(revocations: revocations), TokenQuery(good)) == "active")
            try await revocations.revoke(
                Revocation(
                    subject: subject, issuedUntil: claims.issuedAt, ends: claims.expires, created: clock.now()))
            #expect(await code(try introspect(revocations: revocations), TokenQuery(good)) == "inactive")
        }
    }

    @Test func `without a token nobody is looked at, and without a client no token is`() async throws {
        let token = try await issuer.token(try issuer.claims(issuedAt: clock.now()))
        #expect(await code(try introspect(), TokenQuery(nil, secret: "wrong")) == "invalid_request")
        for query in [TokenQuery(token, secret: "wrong"), TokenQuery(token: token, credentials: nil)] {
            #expect(await code(try introspect(keys: issuer.withoutKeys), query) == "invalid_client")
        }
    }

    @Test func `where keys or revocations were never read no token is called inactive`() async throws {
        let token = try await issuer.token(try issuer.claims(issuedAt: clock.now()))
        #expect(await code(try introspect(keys: issuer.withoutKeys), TokenQuery(token)) == "temporarily_unavailable")
        let unread = UseCaseRevocations(wasRead: false)
        #expect(await code(try introspect(revocations: unread), TokenQuery(token)) == "temporarily_unavailable")
    }
}
