import SteelcutDomain
import SteelcutTestKit
import Testing

/// Further secrets beside those that a client has.
@Suite struct AddSecretTests {
    let clock = ManualClock(now: Timestamp(seconds: 1000))
    let random = UseCaseRandomness()
    let store: UseCaseClients
    let id: ClientID

    init() throws {
        let client = try Sample.client(secrets: [Sample.stored(Sample.secret("aaaaaa"), id: "first")])
        store = UseCaseClients([client])
        id = client.id
    }

    func add(random: (any Ports.Randomness)? = nil) throws -> AddSecret {
        AddSecret(
            clients: store,
            secrets: NewSecret(hasher: try UseCaseHasher(), random: random ?? self.random, clock: clock),
            hasAudience: false)
    }

    var secrets: [StoredSecret] { store.all.first?.secrets ?? [] }
    var live: [StoredSecret] { secrets.filter { $0.isLive(at: clock.now()) } }

    @Test func `a further secret leaves the others as they are`() async throws {
        let before = secrets
        let issued = try await add()(id)
        #expect(secrets == before + [issued.stored])
        #expect(issued.stored.hash == (try UseCaseHasher.hash(of: issued.secret)))
        #expect(issued.stored.created == clock.now())
        #expect(issued.stored.expires == nil)
        let text = issued.secret.withBytes { String(decoding: $0.suffix(4), as: UTF8.self) }
        #expect(issued.stored.hint?.text == text)
    }

    @Test func `ten may live, and one more when one of them has ended`() async throws {
        for _ in 2...9 { _ = try await add()(id) }
        let last = try await add()(id, lifetime: SecretLifetime(seconds: 60))
        #expect(live.count == 10)
        #expect(Set(secrets.map(\.id)).count == 10)
        let before = secrets
        clock.set(now: Timestamp(seconds: 1059))
        #expect(await outcome { try await add()(id) } == "refused: tooManySecrets")
        #expect(secrets == before)
        clock.set(now: Timestamp(seconds: 1060))
        _ = try await add()(id)
        #expect(live.count == 10)
        #expect(secrets.count == 11)
        #expect(secrets.contains { $0.id == last.stored.id })
    }

    @Test func `of those that have ended, the ten that ended last are kept`() async throws {
        for second in 1...15 {
            _ = try await add()(id, lifetime: SecretLifetime(seconds: 100 - second))
            clock.advance(bySeconds: 100)
        }
        #expect(live.map(\.id) == ["first"])
        let ends = secrets.dropFirst().compactMap(\.expires?.seconds)
        #expect(ends.count == 11, "the last was added before it ended")
        _ = try await add()(id)
        #expect(secrets.count == 12)
        #expect(live.count == 2)
        #expect(secrets.dropFirst().dropLast().compactMap(\.expires?.seconds) == Array(ends.dropFirst()))
    }

    @Test func `two that live never begin alike`() async throws {
        _ = try await add(random: UseCaseRandomness())(id)
        let before = secrets
        #expect(await outcome { try await add(random: UseCaseRandomness())(id) } == "refused: selectorTaken")
        #expect(secrets == before)
    }

    @Test func `another change is made with it or not at all`() async throws {
        let issued = try await add()(id, alongside: ClientChange(scopes: ScopeSet()))
        #expect(issued.client.scopes.isEmpty)
        let before = secrets
        #expect(await outcome { try await add()(id, alongside: ClientChange(resources: [])) } == "refused: noResource")
        #expect(secrets == before)
    }

    @Test func `an unknown client gets none`() async throws {
        let nobody = try Sample.id("nobody")
        #expect(await outcome { try await add()(nobody) } == "unknown")
    }

    @Test(arguments: [0, -1, Int.min, 3650 * 86_400 + 1, Int.max])
    func `a life out of bounds is none`(_ seconds: Int) { #expect(SecretLifetime(seconds: seconds) == nil) }

    @Test func `the longest life is ten years`() {
        #expect(SecretLifetime(seconds: 1) != nil)
        #expect(SecretLifetime(seconds: 3650 * 86_400)?.seconds == SecretLifetime.longest)
    }

    @Test(arguments: ["", "abc", "abcde", "ab+d", "ab=d", "é12"])
    func `a hint is four base64url characters`(_ text: String) { #expect(SecretHint(parsing: text) == nil) }

    @Test(arguments: [
        "secret", "PRIVATE-", "PRIVATE-" + String(repeating: "A", count: 42), String(repeating: "A", count: 51),
    ])
    func `a secret of another form has no hint`(_ text: String) {
        #expect(ClientSecret(presented: text).hint == nil)
    }
}
