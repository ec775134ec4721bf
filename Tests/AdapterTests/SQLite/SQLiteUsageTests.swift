import GRDB
import SteelcutDomain
import SteelcutTestKit
import Testing

@testable import SteelcutSQLite

@Suite struct SQLiteUsageTests {
    let fixture: SQLiteFixture

    init() throws { fixture = try SQLiteFixture() }

    @Test func `a file of the version before keeps its clients, and counts their changes as before`() async throws {
        let store = try SQLiteStore.open(path: fixture.path, createIfMissing: true)
        try fixture.run(Schema.bookkeeping)
        let before = Schema.migrations.prefix { $0.name != "secrets and their uses" }
        for step in before {
            try fixture.run(step.sql)
            try fixture.run("INSERT INTO schema_migrations VALUES (\(step.version), 'x', 1, 0)")
        }
        try fixture.run(
            """
            INSERT INTO clients (id, name, grant_types, resources, scopes, enabled, created)
            VALUES ('old', 'Old', '["client_credentials"]', '["r"]', '[]', 1, 1);
            INSERT INTO client_secrets (client_id, id, position, selector, hash, created, expires)
            VALUES ('old', 's1', 0, 'abcDEF', '$a', 1, 2), ('old', 's2', 1, NULL, '$b', 1, NULL);
            """)
        #expect(try await store.migrate() == Schema.migrations.count - before.count)
        let client = try #require(try await store.client(withID: SampleClients.clientID("old")))
        #expect(client.secrets.map(\.id) == ["s1", "s2"])
        #expect(client.secrets.map(\.expires?.microseconds) == [2, nil])
        #expect(client.secrets.allSatisfy { $0.hint == nil && $0.ended == nil })
        #expect(try await store.usage(ofSecretsOf: client.id).isEmpty)
        let count = try await store.changeCount()
        try fixture.run("UPDATE client_secrets SET use_count = 1, last_used = 5")
        #expect(try await store.changeCount() == count)
        #expect(try await store.usage(ofSecretsOf: client.id)["s1"] == SecretUsage(at: Timestamp(microseconds: 5)))
        try fixture.run("UPDATE client_secrets SET expires = 3")
        #expect(try await store.changeCount() > count)
    }

    @Test func `a second secret without a selector can't be made by hand either`() async throws {
        let store = try await fixture.store()
        try await store.add(try SampleClients.full("full"))
        #expect(throws: DatabaseError.self) {
            try fixture.run(
                "INSERT INTO client_secrets (client_id, id, position, hash, created) VALUES ('full', 'x', 9, '$', 0)")
        }
    }

    @Test(arguments: ["hint = 'abcde'", "hint = 'ab+='"])
    func `a hint that is none is a row that can't be read`(_ damage: String) async throws {
        let store = try await fixture.store()
        let client = try SampleClients.full("full")
        try await store.add(client)
        try fixture.run("UPDATE client_secrets SET \(damage)")
        #expect(try await storeFailure { _ = try await store.client(withID: client.id) }.code == .corrupt)
    }
}
