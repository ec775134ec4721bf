import SteelcutDomain
import SteelcutPostgresFixture
import SteelcutTestKit
import Testing

@testable import SteelcutPostgres

/// Which clients the database says were changed, so that no more than these is read again.
@Suite struct PostgresChangedClientsTests {
    private func change(
        _ store: PostgresStore, _ database: PostgresDatabase, _ sql: String, since count: Int64
    ) async throws -> Set<ClientID>? {
        try await database.psql(sql)
        return try await store.changedClients(since: count).clients
    }

    @Test func `what is changed by hand is named, or anything may have been`() async throws {
        try await withPostgresStore(as: "steelcut_admin") { admin, database in
            let ids = try ["a", "b", "c"].map { try SampleClients.clientID($0) }
            for id in ids { try await admin.add(try SampleClients.client("\(id)")) }
            let rows: [(sql: String, expected: Set<ClientID>?)] = [
                ("UPDATE steelcut.clients SET enabled = false WHERE id IN ('a', 'b')", [ids[0], ids[1]]),
                ("UPDATE steelcut.clients SET enabled = false WHERE id = 'a'", []),
                ("DELETE FROM steelcut.client_secrets WHERE client_id = 'c'", [ids[2]]),
                ("UPDATE steelcut.signing_keys SET ended = 1", []),
                ("UPDATE steelcut.clients SET id = 'd' WHERE id = 'c'", nil),
                ("TRUNCATE steelcut.client_secrets", nil),
            ]
            for row in rows {
                let before = try await admin.changeCount()
                #expect(try await change(admin, database, row.sql, since: before) == row.expected, "\(row.sql)")
            }
            // All that came since somebody looked last, however many transactions it was.
            let before = try await admin.changeCount()
            for id in ids.prefix(2) {
                try await admin.update(id) { (client: inout Client) throws(ClientRefusal) in client.isEnabled = true }
            }
            #expect(try await admin.changedClients(since: before).clients == [ids[0], ids[1]])
        }
    }

    @Test func `further back than a thousand changes anything may have been, and no more than these are kept`()
        async throws
    {
        try await withPostgresStore(as: "steelcut_admin") { admin, database in
            let id = try SampleClients.clientID("a")
            try await admin.add(try SampleClients.client("a"))
            let before = try await admin.changeCount()
            try await database.psql(
                """
                DO $$ BEGIN FOR n IN 1..1005 LOOP
                    UPDATE steelcut.clients SET enabled = NOT enabled; COMMIT;
                END LOOP; END $$
                """)
            let now = try await admin.changeCount()
            #expect(now == before + 1005)
            #expect(try await admin.changedClients(since: now - 1000).clients == nil)
            #expect(try await admin.changedClients(since: now - 999).clients == [id])
            #expect(try await database.psql("SELECT count(*) FROM steelcut.changed_clients") == "1000")
        }
    }

    @Test func `too many at once are any`() async throws {
        try await withPostgresStore(as: "steelcut_admin") { admin, database in
            try await admin.add(try SampleClients.client("a"))
            let before = try await admin.changeCount()
            let insert = """
                INSERT INTO steelcut.clients SELECT (jsonb_populate_record(c, jsonb_build_object('id', n::text))).*
                FROM steelcut.clients c, generate_series(%) n WHERE c.id = 'a'
                """
            #expect(
                try await change(admin, database, insert.replacing("%", with: "1, 1000"), since: before)?.count == 1000)
            #expect(try await change(admin, database, insert.replacing("%", with: "1001, 1001"), since: before) == nil)
        }
    }
}
