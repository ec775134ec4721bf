import SteelcutDomain
import SteelcutTestKit
import Testing

/// Who a caller is, what it costs to find out, and whom it makes wait.
@Suite struct AuthenticateClientTests {
    let clock = ManualClock(now: Timestamp(seconds: 1_000_000))
    let hasher: UseCaseHasher

    init() throws { hasher = try UseCaseHasher() }

    func authenticate(_ clients: [Client]) -> AuthenticateClient {
        AuthenticateClient(clients: UseCaseClients(clients), hasher: hasher, clock: clock)
    }

    func credentials(_ id: String, _ secret: String?) -> ClientCredentials {
        ClientCredentials(id: id, secret: secret.map(ClientSecret.init(presented:)))
    }

    func code(_ use: AuthenticateClient, _ credentials: ClientCredentials?) async -> String {
        do throws(TokenError) {
            return try await use(credentials).id.description
        } catch { return error.code }
    }

    @Test func `a right secret proves the client by one check of its own hash`() async throws {
        let client = try Sample.client(secrets: [Sample.stored(Sample.secret("aaaaaa"), id: "s1")])
        #expect(await code(authenticate([client]), credentials("c1", Sample.secret("aaaaaa"))) == "c1")
        let check = try #require(hasher.checks.first)
        #expect(hasher.checks.count == 1)
        #expect(check.owner == SecretCheck.Owner(client: client.id, secretID: "s1"))
        #expect(check.lane == .named)
        #expect(check.presentedID == "c1")
    }

    @Test func `what is wrong by a row from before the store came back is not called wrong`() async throws {
        let client = try Sample.client(secrets: [Sample.stored(Sample.secret("aaaaaa"), id: "s1")])
        // It comes back while the secret is checked.
        let clients = UseCaseClients([client], isCurrent: { [hasher] in !hasher.checks.isEmpty })
        let use = AuthenticateClient(clients: clients, hasher: hasher, clock: clock)
        let wrong = credentials("c1", Sample.secret("bbbbbb"))
        #expect(await code(use, wrong) == "temporarily_unavailable")
        #expect(await code(use, wrong) == "invalid_client")
    }

    @Test func `no secret costs nothing`() async throws {
        let use = authenticate([try Sample.client()])
        #expect(await code(use, nil) == "invalid_client")
        #expect(await code(use, credentials("c1", nil)) == "invalid_client")
        #expect(hasher.checks.isEmpty)
    }

    @Test(arguments: ["nobody", "", "é", "c1\u{0}", "C1", String(repeating: "x", count: 513)])
    func `an unknown client costs one check against a decoy`(_ id: String) async throws {
        let client = try Sample.client(secrets: [Sample.stored(Sample.secret("aaaaaa"))])
        #expect(await code(authenticate([client]), credentials(id, Sample.secret("aaaaaa"))) == "invalid_client")
        #expect(hasher.checks.map(\.hash) == [hasher.decoyHash])
        #expect(hasher.checks.first?.owner == nil)
        #expect(hasher.checks.first?.lane == .unnamed)
        #expect(hasher.checks.first?.presentedID == id)
    }

    @Test func `a disabled client costs one check and does not get in with the right secret`() async throws {
        let client = try Sample.client(isEnabled: false, secrets: [Sample.stored(Sample.secret("aaaaaa"))])
        #expect(await code(authenticate([client]), credentials("c1", Sample.secret("aaaaaa"))) == "invalid_client")
        #expect(hasher.checks.map(\.hash) == [hasher.decoyHash])
    }

    /// A decoy that fits by accident lets nobody in.
    @Test func `a decoy that fits proves nothing`() async throws {
        let secret = ClientSecret(presented: [0xFF])
        struct Yes: Ports.Hasher {
            let hash: SecretHash
            func hash(_ secret: ClientSecret) async throws(HasherFailure) -> SecretHash { hash }
            func verify(_ check: SecretCheck) async throws(HasherFailure) -> Bool { true }
            func decoy(for presentedID: String) -> SecretHash { hash }
            func isOutdated(_ hash: SecretHash) -> Bool { false }
        }
        let disabled = try Sample.client(isEnabled: false, secrets: [Sample.stored("x")])
        let bare = try Sample.client("c2")
        let use = AuthenticateClient(
            clients: UseCaseClients([disabled, bare]), hasher: Yes(hash: hasher.decoyHash), clock: clock)
        for id in ["c1", "c2", "nobody"] {
            #expect(await code(use, ClientCredentials(id: id, secret: secret)) == "invalid_client")
        }
    }

    @Test(arguments: [(-1, "c1"), (0, "invalid_client"), (1, "invalid_client")])
    func `a secret is good until the second it expires`(_ row: (Int, String)) async throws {
        let end = Timestamp(seconds: 1_000_000)
        let client = try Sample.client(secrets: [Sample.stored(Sample.secret("aaaaaa"), expires: end)])
        clock.set(now: Timestamp(seconds: 1_000_000 + row.0))
        #expect(await code(authenticate([client]), credentials("c1", Sample.secret("aaaaaa"))) == row.1)
        #expect(hasher.checks.count == 1)
        #expect(hasher.checks.first?.lane == (row.0 < 0 ? .named : .unnamed))
    }

    @Test func `of two live secrets the selector says which is meant, and one check is made`() async throws {
        let client = try Sample.client(secrets: [
            Sample.stored(Sample.secret("aaaaaa"), id: "old", expires: Timestamp(seconds: 2_000_000)),
            Sample.stored(Sample.secret("bbbbbb"), id: "new"),
        ])
        let use = authenticate([client])
        #expect(await code(use, credentials("c1", Sample.secret("aaaaaa"))) == "c1")
        #expect(await code(use, credentials("c1", Sample.secret("bbbbbb"))) == "c1")
        #expect(hasher.checks.map(\.owner?.secretID) == ["old", "new"])
        #expect(hasher.checks.map(\.lane) == [.named, .named])
    }

    @Test func `a secret that names none is checked against the imported one, or a decoy, in the last lane`()
        async throws
    {
        let client = try Sample.client(secrets: [
            Sample.stored("imported", id: "i"), Sample.stored(Sample.secret("aaaaaa"), id: "g"),
        ])
        let use = authenticate([client, try Sample.client("c2", secrets: [Sample.stored(Sample.secret("aaaaaa"))])])
        #expect(await code(use, credentials("c1", "imported")) == "c1")
        #expect(await code(use, credentials("c1", Sample.secret("zzzzzz"))) == "invalid_client")
        #expect(await code(use, credentials("c2", "imported")) == "invalid_client")
        #expect(hasher.checks.map(\.owner?.secretID) == ["i", "i", nil])
        #expect(hasher.checks.allSatisfy { $0.lane == .unnamed })
    }

    @Test func `the right selector with another rest is wrong, in the named lane`() async throws {
        let client = try Sample.client(secrets: [Sample.stored(Sample.secret("aaaaaa"))])
        #expect(await code(authenticate([client]), credentials("c1", Sample.secret("aaaaaab"))) == "invalid_client")
        #expect(hasher.checks.map(\.lane) == [.named])
    }

    @Test(arguments: [
        (HasherFailure.throttled(retryAfter: 7), "throttled 7"), (.saturated(retryAfter: 2), "unavailable 2"),
        (.unusableHash, "unavailable 60"), (.failed(cause: "memory"), "unavailable 1"),
    ])
    func `a check that was not made is no refusal`(_ row: (HasherFailure, String)) async throws {
        let use = AuthenticateClient(
            clients: UseCaseClients(), hasher: try UseCaseHasher(failure: row.0), clock: clock)
        #expect(await Self.kind { () async throws(TokenError) in try await use(credentials("c1", "x")) } == row.1)
    }

    @Test func `a store that fails is no refusal, and costs no check`() async throws {
        let store = UseCaseClients(failure: StoreFailure(.unavailable, cause: "down"))
        let use = AuthenticateClient(clients: store, hasher: hasher, clock: clock)
        #expect(
            await Self.kind { () async throws(TokenError) in try await use(credentials("c1", "x")) } == "unavailable 1")
        #expect(hasher.checks.isEmpty)
    }

    static func kind(_ body: () async throws(TokenError) -> Client) async -> String {
        do throws(TokenError) {
            return try await body().id.description
        } catch {
            switch error {
            case .throttled(let seconds): return "throttled \(seconds)"
            case .unavailable(let seconds, _): return "unavailable \(seconds)"
            default: return error.code
            }
        }
    }
}
