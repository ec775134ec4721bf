import SteelcutDomain
import SteelcutInMemory
import SteelcutOpenSSL
import SteelcutTestKit
import Testing

/// However many secrets a client has, a request costs one check; and nobody piles them up without end.
@Suite struct ManySecrets {
    let store = InMemoryStore()
    let clock = ManualClock()
    let hasher: CountingHasher

    init() throws { hasher = try CountingHasher() }

    /// A client with ten live secrets, one of which was imported and is of another form.
    private func client() async throws -> (id: ClientID, secrets: [String]) {
        var texts = [TokenFixture.importedSecret]
        for _ in 1...9 {
            texts.append(
                try ClientSecret(random: OpenSSLRandomness()).withBytes { String(decoding: $0, as: UTF8.self) })
        }
        let client = Client(
            id: try SampleClients.clientID("many"), name: try SampleClients.name("n"),
            resources: [try SampleClients.resource("r")], created: clock.now(),
            secrets: try texts.enumerated().map { index, text in
                StoredSecret(
                    id: "\(index)", selector: ClientSecret(presented: text).selector,
                    hash: try #require(CountingHasher.hash(of: text)), created: clock.now())
            })
        try await store.add(client)
        return (client.id, texts)
    }

    @Test func `each is found by one check of its own hash`() async throws {
        let (id, secrets) = try await client()
        let authenticate = AuthenticateClient(clients: store, hasher: hasher, clock: clock)
        for secret in secrets {
            _ = try await authenticate(
                ClientCredentials(id: id.description, secret: ClientSecret(presented: secret)))
        }
        #expect(hasher.checks.map { $0.owner?.secretID } == secrets.indices.map { "\($0)" })
    }

    @Test(arguments: [IdenticalRefusals.wrong, "x"])
    func `a wrong one costs one check, of the imported hash`(_ wrong: String) async throws {
        let (id, _) = try await client()
        let authenticate = AuthenticateClient(clients: store, hasher: hasher, clock: clock)
        await #expect(throws: TokenError.self) {
            try await authenticate(ClientCredentials(id: id.description, secret: ClientSecret(presented: wrong)))
        }
        #expect(hasher.checks.map { $0.owner?.secretID } == ["0"])
    }

    @Test func `an eleventh is refused, and so is a second that was imported`() async throws {
        let (id, _) = try await client()
        let before = try await store.client(withID: id)
        let add = AddSecret(
            clients: store,
            secrets: NewSecret(hasher: hasher, random: OpenSSLRandomness(), clock: clock), hasAudience: false)
        do throws(ClientStoreError) {
            _ = try await add(id)
            Issue.record("an eleventh secret was made")
        } catch {
            guard case .refused(.tooManySecrets) = error else { throw error }
        }
        do throws(ClientStoreError) {
            try await store.update(id) { (client: inout Client) throws(ClientRefusal) in
                client.secrets.append(
                    StoredSecret(id: "x", selector: nil, hash: client.secrets[0].hash, created: client.created))
            }
            Issue.record("a second imported secret was stored")
        } catch {
            guard case .refused(.severalWithoutSelector) = error else { throw error }
        }
        #expect(try await store.client(withID: id) == before)
    }
}
