import SteelcutDomain
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

    @Test func `a client can be disabled, enabled and removed`() async throws {
        let client = try Sample.client()
        let store = UseCaseClients([client])
        let set = SetClientEnabled(clients: store)
        #expect(try await set(client.id, false).isEnabled == false)
        #expect(try await set(client.id, false).isEnabled == false)
        #expect(try await set(client.id, true).isEnabled)
        try await RemoveClient(clients: store)(client.id)
        #expect(store.all.isEmpty)
        #expect(await outcome { try await RemoveClient(clients: store)(client.id) } == "unknown")
        #expect(await outcome { try await set(client.id, true) } == "unknown")
    }
}
