import SteelcutDomain
import SteelcutTestKit
import Testing

/// Changing, disabling and removing clients.
@Suite struct UpdateClientTests {
    @Test func `what is not mentioned stays, and a list replaces`() async throws {
        let before = try Sample.client(resources: ["a", "b"], lifetime: 9)
        let store = UseCaseClients([before])
        let update = UpdateClient(clients: store, hasAudience: false)
        #expect(try await update(before.id, ClientChange()) == before)
        let password = try #require(GrantType(parsing: "password"))
        let after = try await update(
            before.id,
            ClientChange(
                name: ClientName(parsing: "new"), grantTypes: [password, password],
                resources: [Sample.resource("c"), Sample.resource("c")], scopes: ScopeSet(),
                tokenLifetime: TokenLifetime(seconds: 60).map { .own($0) }))
        #expect(after.name.description == "new")
        #expect(after.grantTypes == [password])
        #expect(after.resources.map(\.description) == ["c"])
        #expect(after.scopes.isEmpty)
        #expect(after.tokenLifetime?.seconds == 60)
        #expect(after.id == before.id && after.created == before.created)
        #expect(store.all == [after])
        let without = try await update(before.id, ClientChange(tokenLifetime: .ofTheServer))
        #expect(without.tokenLifetime == nil)
        #expect(try await update(before.id, ClientChange(name: without.name)).tokenLifetime == nil)
    }

    @Test func `a change that breaks a rule changes nothing`() async throws {
        let before = try Sample.client()
        let store = UseCaseClients([before])
        for change in [ClientChange(resources: []), ClientChange(grantTypes: [])] {
            #expect(
                await outcome { try await UpdateClient(clients: store, hasAudience: false)(before.id, change) } != nil)
        }
        #expect(store.all == [before])
        #expect(
            try await UpdateClient(clients: store, hasAudience: true)(before.id, ClientChange(resources: [])).resources
                .isEmpty)
    }

    @Test func `a client can be disabled, enabled and removed, and its tokens end with each but enabling`() async throws
    {
        let client = try Sample.client()
        let store = UseCaseClients([client])
        let revocations = UseCaseRevocations()
        let clock = ManualClock(now: Timestamp(seconds: 1_000_000))
        let set = SetClientEnabled(clients: store, revocations: revocations, clock: clock)
        let remove = RemoveClient(clients: store, revocations: revocations, clock: clock)
        #expect(try await set(client.id, true).isEnabled)
        #expect(revocations.made.isEmpty)
        #expect(try await set(client.id, false).isEnabled == false)
        let cutOff = Revocation(
            subject: .client(client.id), issuedUntil: Timestamp(seconds: 1_000_002),
            ends: Timestamp(seconds: 1_000_002 + 86_400 + 30), created: Timestamp(seconds: 1_000_000))
        #expect(revocations.made == [cutOff])
        clock.advance(bySeconds: 10)
        #expect(try await set(client.id, false).isEnabled == false)
        #expect(revocations.made.map(\.issuedUntil.seconds) == [1_000_002, 1_000_012])
        #expect(try await set(client.id, true).isEnabled)
        #expect(revocations.made.count == 2)
        clock.advance(bySeconds: 10)
        try await remove(client.id)
        #expect(store.all.isEmpty)
        let last = try #require(revocations.made.last)
        #expect(last == Revocation(ofClient: client.id, at: clock.now()))
        let count = revocations.made.count
        #expect(count > 2)
        #expect(await outcome { try await remove(client.id) } == "unknown")
        #expect(await outcome { try await set(client.id, true) } == "unknown")
        #expect(await outcome { try await set(client.id, false) } == "unknown")
        #expect(revocations.made.count == count)
    }

    @Test func `where its tokens can't be ended that is said, and a client is not removed`() async throws {
        let client = try Sample.client()
        let store = UseCaseClients([client])
        let failing = UseCaseRevocations(failure: StoreFailure(.unavailable))
        let set = SetClientEnabled(clients: store, revocations: failing, clock: ManualClock())
        let remove = RemoveClient(clients: store, revocations: failing, clock: ManualClock())
        #expect(await outcome { try await remove(client.id) } == "failed")
        #expect(store.all == [client])
        #expect(await outcome { try await set(client.id, false) } == "failed")
        #expect(store.all.map(\.isEnabled) == [false], "it gets no more tokens")
    }
}
