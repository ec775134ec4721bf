import SteelcutDomain
import SteelcutTestKit
import Testing

/// Secrets that are handed over before they work.
@Suite struct SecretHandOverTests {
    let clock = ManualClock(now: Timestamp(seconds: 1000))
    let store: UseCaseClients
    let id: ClientID
    let secrets: NewSecret

    init() throws {
        let client = try Sample.client(secrets: [Sample.stored(Sample.secret("aaaaaa"), id: "first")])
        store = UseCaseClients([client])
        id = client.id
        secrets = NewSecret(hasher: try UseCaseHasher(), random: UseCaseRandomness(), clock: clock)
    }

    enum Kind: CaseIterable {
        case registered, replaced, added
    }

    func give(
        _ kind: Kind, _ change: ClientChange, _ handOver: @escaping SecretHandOver
    ) async throws -> IssuedSecret {
        switch kind {
        case .registered:
            let registration = ClientRegistration(
                name: try #require(ClientName(parsing: "new")),
                resources: try change.resources ?? [Sample.resource("r")])
            return try await RegisterClient(clients: store, secrets: secrets, hasAudience: false)(
                registration, handOver: handOver)
        case .replaced:
            return try await ReplaceSecret(clients: store, secrets: secrets, hasAudience: false)(
                id, alongside: change, handOver: handOver)
        case .added:
            return try await AddSecret(clients: store, secrets: secrets, hasAudience: false)(
                id, alongside: change, handOver: handOver)
        }
    }

    /// The IDs of the secrets that are good, whatever a server's clock says.
    func live() -> Set<String> {
        Set(store.all.flatMap(\.secrets).filter { $0.isLive(at: Timestamp(seconds: 0)) }.map(\.id))
    }

    @Test(arguments: Kind.allCases)
    func `it works when it was handed over, not before, and the others go on until then`(_ kind: Kind) async throws {
        var shown: IssuedSecret?
        let issued = try await give(kind, ClientChange(name: ClientName(parsing: "another"))) { issued in
            shown = issued
            #expect(live() == ["first"])
            #expect(!store.all.contains { $0.name.description == "another" })
            return true
        }
        let given = try #require(shown)
        #expect(given.stored == issued.stored && given.client == issued.client)
        #expect(store.all.contains(issued.client))
        #expect(live() == (kind == .replaced ? [issued.stored.id] : ["first", issued.stored.id]))
    }

    @Test(arguments: Kind.allCases)
    func `where it could not be handed over, all is as it was`(_ kind: Kind) async throws {
        let before = store.all
        let told = await outcome {
            try await give(kind, ClientChange(name: ClientName(parsing: "another"))) { _ in false }
        }
        #expect(told == "refused: notHandedOver")
        #expect(store.all == before)
    }

    @Test(arguments: Kind.allCases)
    func `what is refused is refused before anybody is shown a secret`(_ kind: Kind) async throws {
        let before = store.all
        let told = await outcome {
            try await give(kind, ClientChange(resources: [])) { _ in
                Issue.record("shown")
                return true
            }
        }
        #expect(told == "refused: noResource")
        #expect(store.all == before)
    }
}
