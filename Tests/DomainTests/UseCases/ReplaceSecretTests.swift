import SteelcutDomain
import SteelcutTestKit
import Testing

/// New secrets, with and without an overlap.
@Suite struct ReplaceSecretTests {
    let clock = ManualClock(now: Timestamp(seconds: 1000))
    let random = UseCaseRandomness()
    let store: UseCaseClients
    let id: ClientID

    init() throws {
        let client = try Sample.client(secrets: [Sample.stored(Sample.secret("aaaaaa"), id: "first")])
        store = UseCaseClients([client])
        id = client.id
    }

    func replace(hasAudience: Bool = false) throws -> ReplaceSecret {
        ReplaceSecret(
            clients: store,
            secrets: NewSecret(hasher: try UseCaseHasher(), random: random, clock: clock),
            hasAudience: hasAudience)
    }

    var secrets: [StoredSecret] { store.all.first?.secrets ?? [] }
    var live: [StoredSecret] { secrets.filter { $0.isLive(at: clock.now()) } }

    @Test func `without an overlap the old secret ends at once, whatever a server's clock says`() async throws {
        let issued = try await replace()(id)
        #expect(live.map(\.hash) == [try UseCaseHasher.hash(of: issued.secret)])
        let old = try #require(secrets.first)
        #expect(old.id == "first")
        #expect(old.ended == Timestamp(seconds: 1000))
        #expect(old.expires == Timestamp(seconds: 1000))
        #expect(!old.isLive(at: Timestamp(seconds: 0)))
        #expect(issued.stored == secrets.last)
        #expect(issued.stored.hint == issued.secret.hint)
    }

    @Test func `a new secret is good for as long as it is to be`() async throws {
        let lifetime = try #require(SecretLifetime(seconds: 60))
        let issued = try await replace()(id, lifetime: lifetime)
        #expect(issued.stored.expires == Timestamp(seconds: 1060))
        #expect(live.count == 1)
        clock.set(now: Timestamp(seconds: 1060))
        #expect(live.isEmpty)
        // Of none that lives, all may overlap.
        _ = try await replace()(id, overlap: 60)
        #expect(live.count == 1)
    }

    @Test func `with one the old secret ends when it says, to the second`() async throws {
        _ = try await replace()(id, overlap: 60)
        let old = try #require(secrets.first)
        #expect(secrets.count == 2)
        #expect(old.id == "first")
        #expect(old.expires == Timestamp(seconds: 1060))
        #expect(old.isLive(at: Timestamp(seconds: 1059)))
        #expect(!old.isLive(at: Timestamp(seconds: 1060)))
        #expect(!old.isLive(at: Timestamp(seconds: 1061)))
        #expect(secrets.last?.expires == nil)
    }

    @Test func `a second overlap while two secrets live is refused, and then not`() async throws {
        _ = try await replace()(id, overlap: 60)
        let before = secrets
        clock.set(now: Timestamp(seconds: 1059))
        #expect(await outcome { try await replace()(id, overlap: 60) } == "refused: twoSecretsLive")
        #expect(secrets == before)
        clock.set(now: Timestamp(seconds: 1060))
        _ = try await replace()(id, overlap: 60)
        #expect(live.count == 2)
        #expect(live.first?.expires == Timestamp(seconds: 1120))
    }

    @Test func `both can be replaced at once`() async throws {
        _ = try await replace()(id, overlap: 60)
        _ = try await replace()(id)
        #expect(live.count == 1)
        #expect(secrets.count == 3)
    }

    @Test func `an overlap never lengthens a life`() async throws {
        let ending = try Sample.client(
            "c2", secrets: [Sample.stored("s", expires: Timestamp(seconds: 1010))])
        try await store.add(ending)
        let client = try await replace()(ending.id, overlap: 60).client
        #expect(client.secrets.first?.expires == Timestamp(seconds: 1010))
    }

    @Test(arguments: [0, -1, Int.min, 365 * 86_400 + 1, Int.max])
    func `an overlap out of bounds is refused`(_ overlap: Int) async throws {
        #expect(await outcome { try await replace()(id, overlap: overlap) } == "refused: overlap")
        #expect(secrets.count == 1)
    }

    @Test func `another change is made with it or not at all`() async throws {
        let changed = try await replace()(id, alongside: ClientChange(scopes: ScopeSet()))
        #expect(changed.client.scopes.isEmpty)
        let before = secrets
        let bare = ClientChange(resources: [])
        #expect(await outcome { try await replace()(id, alongside: bare) } == "refused: noResource")
        #expect(secrets == before)
    }
}
