import SteelcutDomain
import SteelcutTestKit
import Testing

/// The end of one secret, by hand.
@Suite struct RetireSecretTests {
    let clock = ManualClock(now: Timestamp(seconds: 1000))
    let store: UseCaseClients
    let id: ClientID

    init() throws {
        let client = try Sample.client(secrets: [
            Sample.stored(Sample.secret("aaaaaa"), id: "old"),
            Sample.stored(Sample.secret("bbbbbb"), id: "new", expires: Timestamp(seconds: 5000)),
        ])
        store = UseCaseClients([client])
        id = client.id
    }

    func retire(_ revocations: UseCaseRevocations = UseCaseRevocations()) -> RetireSecret {
        RetireSecret(clients: store, revocations: revocations, clock: clock)
    }

    var secrets: [StoredSecret] { store.all.first?.secrets ?? [] }

    @Test func `it ends that one and leaves the other`() async throws {
        let other = try #require(secrets.last)
        let revocations = UseCaseRevocations()
        let client = try await retire(revocations)("old", of: id, revokesTokens: false)
        #expect(client.secrets == secrets)
        #expect(secrets.last == other)
        #expect(secrets.first?.ended == Timestamp(seconds: 1000))
        #expect(revocations.made.isEmpty)
    }

    @Test func `a retired secret lets nobody in, however far behind a server's clock is`() async throws {
        let hasher = try UseCaseHasher()
        let authenticate = AuthenticateClient(
            clients: store, hasher: hasher, clock: ManualClock(now: Timestamp(seconds: 10)))
        func isLetIn(_ secret: String) async -> Bool {
            let credentials = ClientCredentials(id: id.description, secret: ClientSecret(presented: secret))
            return await outcome { try await authenticate(credentials) } == nil
        }
        #expect(await isLetIn(Sample.secret("aaaaaa")))
        _ = try await retire()("old", of: id, revokesTokens: false)
        #expect(await !isLetIn(Sample.secret("aaaaaa")))
        #expect(await isLetIn(Sample.secret("bbbbbb")))
        #expect(hasher.checks.map { $0.owner?.secretID } == ["old", nil, "new"])
    }

    @Test func `saying it again keeps the earlier moment, and so does an earlier expiry`() async throws {
        _ = try await retire()("new", of: id, revokesTokens: false)
        let before = secrets
        clock.advance(bySeconds: 10)
        _ = try await retire()("new", of: id, revokesTokens: false)
        #expect(secrets == before)
        let expired = try Sample.client("c2", secrets: [Sample.stored("s", id: "s", expires: Timestamp(seconds: 500))])
        try await store.add(expired)
        let client = try await retire()("s", of: expired.id, revokesTokens: false)
        #expect(client.secrets.first?.expires == Timestamp(seconds: 500))
        #expect(client.secrets.first?.ended == clock.now())
    }

    @Test func `the last one that lives can be ended, too`() async throws {
        for secret in ["old", "new"] { _ = try await retire()(secret, of: id, revokesTokens: false) }
        #expect(secrets.allSatisfy { !$0.isLive(at: Timestamp(seconds: 0)) })
    }

    @Test func `the client's tokens end with it where they are to, again each time`() async throws {
        let revocations = UseCaseRevocations()
        for _ in 1...2 {
            _ = try await retire(revocations)("old", of: id, revokesTokens: true)
            clock.advance(bySeconds: 10)
        }
        #expect(
            revocations.made
                == [1000, 1010].map { Revocation(ofClient: id, at: Timestamp(seconds: $0)) })
    }

    @Test func `where the cut-off fails the secret is ended all the same`() async throws {
        let broken = UseCaseRevocations(failure: StoreFailure(.unavailable))
        #expect(await outcome { try await retire(broken)("old", of: id, revokesTokens: true) } == "failed")
        #expect(secrets.first?.ended == Timestamp(seconds: 1000))
    }

    @Test func `an unknown secret or client is refused, and no token ends`() async throws {
        let revocations = UseCaseRevocations()
        let before = secrets
        let nobody = try Sample.id("nobody")
        for secret in ["", "OLD", "other"] {
            #expect(
                await outcome { try await retire(revocations)(secret, of: id, revokesTokens: true) }
                    == "refused: unknownSecret")
        }
        #expect(await outcome { try await retire(revocations)("old", of: nobody, revokesTokens: true) } == "unknown")
        #expect(secrets == before)
        #expect(revocations.made.isEmpty)
    }
}
