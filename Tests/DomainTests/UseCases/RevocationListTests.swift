import SteelcutDomain
import Testing

/// Which tokens a list means.
@Suite struct RevocationListTests {
    static let now = Timestamp(seconds: 1_000_000)

    func claims(of client: String = "c1", issuedAt: Int = 1_000_000, tokenID: String = "t1") throws -> AccessTokenClaims
    {
        AccessTokenClaims(
            issuer: try #require(Issuer(parsing: "https://as.example")), clientID: try Sample.id(client),
            audience: [try Sample.resource("api")], issuedAt: Timestamp(seconds: issuedAt),
            lifetime: try #require(TokenLifetime(seconds: 600)), tokenID: tokenID, scopes: ScopeSet())
    }

    func revocation(_ subject: Revocation.Subject, until: Int = 1_000_000, ends: Int = 2_000_000) -> Revocation {
        Revocation(
            subject: subject, issuedUntil: Timestamp(seconds: until), ends: Timestamp(seconds: ends), created: Self.now)
    }

    @Test func `an empty list means none`() throws {
        #expect(RevocationList().count == 0)
        #expect(try !RevocationList().revokes(claims(), signedWith: KeyID(parsing: "k")))
    }

    @Test func `a token is meant by its name alone`() throws {
        let list = RevocationList([revocation(.token("t1"))])
        #expect(try list.revokes(claims(of: "c2", issuedAt: 1_500_000), signedWith: nil))
        #expect(try !list.revokes(claims(tokenID: "t2"), signedWith: nil))
        #expect(try !list.revokes(claims(of: "t1", tokenID: "t"), signedWith: KeyID(parsing: "t1")))
    }

    @Test(arguments: [(999_999, true), (1_000_000, true), (1_000_001, false)])
    func `a client's tokens are meant up to the cut-off, that second included`(
        _ row: (issuedAt: Int, isRevoked: Bool)
    ) throws {
        let list = RevocationList([revocation(.client(try Sample.id("c1")))])
        #expect(try list.revokes(claims(issuedAt: row.issuedAt), signedWith: nil) == row.isRevoked)
        #expect(try !list.revokes(claims(of: "c2", issuedAt: row.issuedAt), signedWith: nil))
    }

    @Test func `of two cut-offs the later one counts, in whatever order they came`() throws {
        let id = try Sample.id("c1")
        let both = [revocation(.client(id), until: 1_000_000), revocation(.client(id), until: 1_000_010)]
        for revocations in [both, both.reversed()] {
            let list = RevocationList(counter: 2, revocations)
            #expect(list.count == 1)
            #expect(list.cutOffs.map(\.issuedUntil) == [Timestamp(seconds: 1_000_010)])
            #expect(try list.revokes(claims(issuedAt: 1_000_010), signedWith: nil))
            let one = RevocationList(counter: 1, revocations.prefix(1))
            let followed = one.following(
                RevocationPage(counter: 2, revocations: Array(revocations.suffix(1))), at: Self.now)
            #expect(followed == list)
        }
    }

    @Test func `whatever a key has signed is meant`() throws {
        let key = try #require(KeyID(parsing: "k1"))
        let list = RevocationList([revocation(.key(key))])
        #expect(try list.revokes(claims(issuedAt: 3_000_000), signedWith: key))
        #expect(try !list.revokes(claims(), signedWith: KeyID(parsing: "k2")))
        #expect(try !list.revokes(claims(), signedWith: nil))
        #expect(list.keyIDs == [key])
    }

    @Test func `a list goes on with what came since, without what has ended`() throws {
        let (client, key) = (try Sample.id("c1"), try #require(KeyID(parsing: "k1")))
        let list = RevocationList(
            counter: 4,
            [
                revocation(.token("ended"), ends: 1_000_100), revocation(.token("t1"), ends: 1_000_101),
                revocation(.client(client), ends: 1_000_100), revocation(.key(key), ends: 1_000_100),
            ])
        let page = RevocationPage(counter: 6, revocations: [revocation(.token("t2")), revocation(.token("t0"))])
        let before = list.following(page, at: Timestamp(microseconds: 1_000_099_999_999))
        #expect(before.count == 6)
        #expect(before.counter == 6)
        let after = list.following(page, at: Timestamp(seconds: 1_000_100))
        #expect(after.tokenIDs == ["t0", "t1", "t2"])
        #expect(after.cutOffs.isEmpty && after.keyIDs.isEmpty)
        #expect(after.counter == 6)
        #expect(list.count == 4, "a list is a value")
        #expect(after.following(RevocationPage(counter: 5, revocations: []), at: Self.now).counter == 6)
    }

    @Test func `a subject is read as it was kept, and nothing else is`() throws {
        let subjects = [
            Revocation.Subject.token("t"), .client(try Sample.id("c1")), .key(try #require(KeyID(parsing: "k"))),
        ]
        for subject in subjects { #expect(Revocation.Subject(kind: subject.kind, name: subject.name) == subject) }
        #expect(subjects.map(\.kind) == ["token", "client", "key"])
        #expect(Revocation.Subject(kind: "user", name: "u") == nil)
        #expect(Revocation.Subject(kind: "client", name: "") == nil)
        #expect(Revocation.Subject(kind: "key", name: "") == nil)
    }

    @Test func `a token, a client and a key are meant for as long as it matters`() throws {
        let claims = try claims()
        let token = Revocation(of: claims, at: Self.now)
        #expect(token.issuedUntil == claims.issuedAt)
        #expect(token.ends == Timestamp(seconds: 1_000_630))
        let client = Revocation(ofClient: try Sample.id("c1"), at: Timestamp(microseconds: 1_000_000_999_999))
        #expect(client.issuedUntil == Timestamp(seconds: 1_000_002))
        #expect(client.ends == Timestamp(seconds: 1_000_002 + 86_400 + 30))
        let key = Revocation(ofKey: try #require(KeyID(parsing: "k")), at: Self.now)
        #expect(key.issuedUntil == Timestamp(microseconds: .max))
        #expect(key.ends == Self.now.advanced(bySeconds: KeySchedule.verifiesAfter))
    }
}
