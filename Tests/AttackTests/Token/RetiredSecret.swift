import SteelcutDomain
import SteelcutInMemory
import SteelcutMemory
import SteelcutOpenSSL
import SteelcutTestKit
import Testing

/// A secret that leaked and was retired is tried on, at servers that have found it right a moment ago.
@Suite struct RetiredSecret {
    static let leaked = "PRIVATE-bGVha2Vk" + String(repeating: "A", count: 35)
    static let good = "PRIVATE-Z29vZCEh" + String(repeating: "A", count: 35)

    /// Two servers over one store, each with all that it remembers.
    struct Site {
        let store = InMemoryStore()
        let clock = ManualClock()
        let hashers: [CountingHasher]
        let rows: [RememberedClients]
        let servers: [AuthenticateClient]
        let client: Client

        init() async throws {
            hashers = [try CountingHasher(), try CountingHasher()]
            rows = hashers.map { [store, clock] _ in RememberedClients(over: store, clock: clock, ttl: .seconds(300)) }
            servers = try zip(rows, hashers).map { [clock] rows, hasher in
                AuthenticateClient(
                    clients: rows,
                    hasher: try RememberedSecrets(
                        over: hasher, digest: try OpenSSLDigest(), clock: clock, random: OpenSSLRandomness(),
                        ttl: .seconds(300)),
                    clock: clock)
            }
            let now = clock.now()
            client = Client(
                id: try SampleClients.clientID("victim"), name: try SampleClients.name("n"),
                resources: [try SampleClients.resource("r")], created: now,
                secrets: try [RetiredSecret.leaked, RetiredSecret.good].map { text in
                    let secret = ClientSecret(presented: text)
                    return StoredSecret(
                        id: "0000" + text.suffix(43).prefix(6), selector: secret.selector, hint: secret.hint,
                        hash: try #require(CountingHasher.hash(of: text)), created: now)
                })
            try await store.add(client)
            try await hearOfChanges()
        }

        /// What servers do each second.
        func hearOfChanges() async throws { for rows in rows { try await rows.refresh(store) } }

        /// How each server answers to the secret.
        func answers(to secret: String) async -> [String] {
            var answers: [String] = []
            for server in servers {
                do throws(TokenError) {
                    let credentials = ClientCredentials(
                        id: client.id.description, secret: ClientSecret(presented: secret))
                    answers.append(try await server(credentials).id.description)
                } catch { answers.append(error.code) }
            }
            return answers
        }
    }

    @Test func `is refused by every server once it has heard of it, though it remembers the secret`() async throws {
        let site = try await Site()
        for _ in 1...3 { #expect(await site.answers(to: Self.leaked) == ["victim", "victim"]) }
        #expect(site.hashers.map(\.checks.count) == [1, 1], "both remember it")
        let retire = RetireSecret(clients: site.store, revocations: site.store, clock: site.clock)
        _ = try await retire(site.client.secrets[0].id, of: site.client.id, revokesTokens: false)
        try await site.hearOfChanges()
        for _ in 1...3 { #expect(await site.answers(to: Self.leaked) == ["invalid_client", "invalid_client"]) }
        #expect(await site.answers(to: Self.good) == ["victim", "victim"])
    }

    @Test func `costs one check against a hash that is nobody's`() async throws {
        let site = try await Site()
        let retire = RetireSecret(clients: site.store, revocations: site.store, clock: site.clock)
        _ = try await retire(site.client.secrets[0].id, of: site.client.id, revokesTokens: false)
        #expect(await site.answers(to: Self.leaked) == ["invalid_client", "invalid_client"])
        for hasher in site.hashers { #expect(hasher.checks.map { $0.owner?.secretID } == [nil]) }
    }

    @Test func `stays refused where a server's clock is set back`() async throws {
        let site = try await Site()
        let retire = RetireSecret(clients: site.store, revocations: site.store, clock: site.clock)
        _ = try await retire(site.client.secrets[0].id, of: site.client.id, revokesTokens: false)
        site.clock.set(now: site.clock.now().advanced(bySeconds: -86_400))
        #expect(await site.answers(to: Self.leaked) == ["invalid_client", "invalid_client"])
        #expect(await site.answers(to: Self.good) == ["victim", "victim"])
    }

    @Test func `an expired one is remembered and refused, to the second`() async throws {
        let site = try await Site()
        let end = site.clock.now().advanced(bySeconds: 60)
        try await site.store.update(site.client.id) { (client: inout Client) throws(ClientRefusal) in
            client.secrets[0].expires = end
        }
        try await site.hearOfChanges()
        site.clock.advance(bySeconds: 59)
        #expect(await site.answers(to: Self.leaked) == ["victim", "victim"])
        site.clock.advance(bySeconds: 1)
        #expect(await site.answers(to: Self.leaked) == ["invalid_client", "invalid_client"])
        #expect(site.hashers.map { $0.checks.last?.owner } == [nil, nil])
    }
}
