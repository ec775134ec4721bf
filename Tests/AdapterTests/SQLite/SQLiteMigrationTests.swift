import GRDB
import SteelcutDomain
import SteelcutSQLite
import SteelcutTestKit
import Testing

@Suite struct SQLiteMigrationTests {
    let fixture: SQLiteFixture

    init() throws { fixture = try SQLiteFixture() }

    @Test func `a file without tables is not initialized, and says so in every call`() async throws {
        let store = try SQLiteStore.open(path: fixture.path, createIfMissing: true)
        let client = try SampleClients.client("early")
        let calls: [() async throws -> Void] = [
            { try await store.checkInitialized() }, { _ = try await store.client(withID: client.id) },
            { _ = try await store.clients(after: nil, limit: 1) }, { try await store.add(client) },
            { try await store.remove(client.id) }, { _ = try await store.changeCount() },
        ]
        for call in calls { #expect(try await storeFailure(of: call).code == .notInitialized) }
        #expect(try await store.migrationStatus().allSatisfy { $0.applied == nil })
    }

    @Test func `migrations are taken once, and leave what is stored alone`() async throws {
        let store = try await fixture.store()
        try await store.checkInitialized()
        let status = try await store.migrationStatus()
        let client = try SampleClients.full("there")
        try await store.add(client)
        let count = try await store.changeCount()
        try await store.migrate()
        #expect(try await store.migrationStatus() == status)
        #expect(try await store.client(withID: client.id) == client)
        #expect(try await store.changeCount() == count)
        #expect(status.map(\.version) == Array(1...status.count))
        let applied = try #require(status.first?.applied)
        // Between 2025 and 2200: the machine's clock, in microseconds.
        #expect((1_735_689_600..<7_258_118_400).contains(applied.seconds))
    }

    @Test func `the tables of the contract are there`() async throws {
        _ = try await fixture.store()
        let wanted = ["clients", "client_secrets", "signing_keys", "revocations", "audit_events", "schema_migrations"]
        let found = try await fixture.shell().read { db in
            try String.fetchSet(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        #expect(found.isSuperset(of: wanted))
    }

    @Test func `many who open and migrate a new file at once all succeed`() async throws {
        let path = fixture.path
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 1...8 {
                group.addTask {
                    let store = try SQLiteStore.open(path: path, createIfMissing: true, timeout: .seconds(20))
                    try await store.migrate()
                    try await store.checkInitialized()
                }
            }
            try await group.waitForAll()
        }
        let store = try await fixture.store()
        #expect(try await store.migrationStatus().allSatisfy { $0.applied != nil })
    }

    @Test func `a schema that needs a later program is refused before anything is touched`() async throws {
        let store = try await fixture.store()
        try fixture.run("INSERT INTO schema_migrations VALUES (99, 'from the future', 99, 0)")
        #expect(try await storeFailure { try await store.checkInitialized() }.code == .tooNew)
        #expect(try await storeFailure { try await store.migrate() }.code == .tooNew)
        #expect(try await store.migrationStatus().map(\.version).last == 99)
    }

    @Test func `a later schema that this program can work with is fine`() async throws {
        let store = try await fixture.store()
        try fixture.run("INSERT INTO schema_migrations VALUES (99, 'from the future', 1, 0)")
        try await store.checkInitialized()
        try await store.migrate()
        #expect(try await store.migrationStatus().last?.name == "from the future")
    }

    @Test func `a step that fails takes all steps back`() async throws {
        let store = try SQLiteStore.open(path: fixture.path, createIfMissing: true)
        // Somebody's table of the same name stands in the way of the last one but not of the first.
        try fixture.run("CREATE TABLE audit_events (x)")
        await #expect(throws: StoreFailure.self) { try await store.migrate() }
        let tables = try await fixture.shell().read { db in
            try String.fetchSet(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        #expect(tables == ["audit_events"])
        try fixture.run("DROP TABLE audit_events")
        try await store.migrate()
        try await store.checkInitialized()
    }
}
