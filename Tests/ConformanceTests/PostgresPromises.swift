import SteelcutDomain
import SteelcutPostgresFixture
import SteelcutPostgres
import SteelcutTestKit
import Testing

/// PostgreSQL's store against everything that a store promises, as the command line's role.
@Suite struct PostgresPromises {
    @Test(arguments: Promise<any Ports.ClientStore>.all)
    func `PostgreSQL's client store`(_ promise: Promise<any Ports.ClientStore>) async throws {
        try await withStores(1) { try await promise.check($0[0]) }
    }

    @Test(arguments: Promise<any ImportTarget>.all)
    func `PostgreSQL as a store that clients are imported into`(_ promise: Promise<any ImportTarget>) async throws {
        try await withStores(1) { try await promise.check($0[0]) }
    }

    @Test(arguments: Promise<CountedStore>.all)
    func `PostgreSQL's change counter`(_ promise: Promise<CountedStore>) async throws {
        try await withStores(2) { stores in
            try await promise.check(CountedStore(counter: stores[0], clients: stores[0], elsewhere: stores[1]))
        }
    }

    /// Stores over one fresh database, each with connections of its own.
    private func withStores(
        _ count: Int, _ body: @Sendable ([PostgresStore]) async throws -> Void
    ) async throws {
        try await PostgresDatabase.withNew(setUpBy: PostgresSetupScript.sql()) { database in
            let settings = try PostgresSettings(
                connectionString: database.connectionString(as: "steelcut_admin"), timeout: .seconds(30),
                connections: 3)
            try await PostgresStore.withStore(settings) { first in
                guard count > 1 else { return try await body([first]) }
                try await PostgresStore.withStore(settings) { try await body([first, $0]) }
            }
        }
    }
}
