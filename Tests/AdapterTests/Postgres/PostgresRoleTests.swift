import SteelcutDomain
import SteelcutPostgresFixture
import SteelcutPostgres
import SteelcutTestKit
import Testing

@Suite struct PostgresRoleTests {
    /// What the server's role may and may not do (contract, section 6).
    private static let ofServer: [(sql: String, isAllowed: Bool)] = [
        ("SELECT * FROM steelcut.clients", true),
        ("SELECT * FROM steelcut.client_secrets", true),
        ("SELECT * FROM steelcut.signing_keys", true),
        ("SELECT * FROM steelcut.revocations", true),
        ("SELECT * FROM steelcut.change_counter", true),
        ("SELECT * FROM steelcut.revocation_counter", true),
        ("SELECT * FROM steelcut.schema_migrations", true),
        ("INSERT INTO steelcut.revocations VALUES ('token', 'jti', 0, 1, 0)", true),
        ("INSERT INTO steelcut.audit_events VALUES (1, 0, 'server', 'start', '{}', '', '')", true),
        ("INSERT INTO steelcut.signing_keys VALUES ('kid', 'ES256', '{}', '', 0, 0)", true),
        ("SELECT steelcut.note_secret_use('known', '00000000000000a1', 5)", true),
        ("SELECT steelcut.note_secret_uses('{known}', '{00000000000000a1}', '{1}', '{5}', '{5}')", true),
        ("SELECT steelcut.delete_ended()", true),
        ("INSERT INTO steelcut.clients VALUES ('x', 'x', '{}', '{}', '{}', NULL, true, 0)", false),
        ("UPDATE steelcut.clients SET enabled = true", false),
        ("DELETE FROM steelcut.clients", false),
        ("TRUNCATE steelcut.clients CASCADE", false),
        ("INSERT INTO steelcut.client_secrets VALUES ('known', 'x', 0, NULL, '$', 0)", false),
        ("UPDATE steelcut.client_secrets SET hash = '$'", false),
        ("UPDATE steelcut.client_secrets SET use_count = 0", false),
        ("UPDATE steelcut.client_secrets SET ended = NULL", false),
        ("DELETE FROM steelcut.client_secrets", false),
        ("UPDATE steelcut.signing_keys SET ended = 0", false),
        ("DELETE FROM steelcut.signing_keys", false),
        ("SELECT * FROM steelcut.keyring_seal", true),
        ("INSERT INTO steelcut.keyring_seal VALUES (true, '', '')", false),
        ("UPDATE steelcut.keyring_seal SET proof = ''", false),
        ("DELETE FROM steelcut.keyring_seal", false),
        ("UPDATE steelcut.revocations SET ends = 0", false),
        ("DELETE FROM steelcut.revocations", false),
        ("SELECT * FROM steelcut.audit_events", false),
        ("UPDATE steelcut.audit_events SET event = ''", false),
        ("DELETE FROM steelcut.audit_events", false),
        ("TRUNCATE steelcut.audit_events", false),
        ("SELECT seq, hash FROM steelcut.audit_head", true),
        ("UPDATE steelcut.audit_head SET seq = 0", false),
        ("INSERT INTO steelcut.audit_head VALUES (false, 0, '')", false),
        ("DELETE FROM steelcut.audit_head", false),
        ("SELECT steelcut.chain_audit_event()", false),
        ("UPDATE steelcut.change_counter SET value = 0", false),
        ("INSERT INTO steelcut.schema_migrations VALUES (99, 'x', 99)", false),
        ("UPDATE steelcut.revocation_counter SET value = 0", false),
        ("DELETE FROM steelcut.revocation_counter", false),
        ("SELECT steelcut.count_change()", false),
        ("SELECT steelcut.count_revocation()", false),
        ("CREATE TABLE steelcut.mine ()", false),
        ("ALTER TABLE steelcut.clients ADD COLUMN x text", false),
        ("DROP TABLE steelcut.revocations", false),
        ("SET ROLE steelcut_admin", false),
        ("CREATE ROLE anybody", false),
    ]

    @Test func `the server's role may do what it must and nothing else`() async throws {
        try await withPostgresStore(as: "steelcut_admin") { admin, database in
            try await admin.add(try SampleClients.client("known"))
            for (sql, isAllowed) in Self.ofServer {
                do {
                    try await database.psql(sql, as: "auth_client")
                    #expect(isAllowed, "\(sql) is carried out")
                } catch let refusal as PostgresDatabase.Failure {
                    #expect(!isAllowed, "\(sql): \(refusal)")
                    #expect(refusal.description.contains("permission denied") || refusal.description.contains("owner"))
                }
            }
        }
    }

    @Test func `the server's role reads clients and is refused every change of them`() async throws {
        try await withPostgresStore(as: "auth_client") { server, database in
            let client = try SampleClients.client("known")
            try await withPostgresStore(over: database, as: "steelcut_admin") { try await $0.add(client) }
            #expect(try await server.client(withID: client.id) == client)
            #expect(try await server.clients(after: nil, limit: 9) == [client])
            #expect(try await server.changeCount() > 0)
            try await server.checkInitialized()
            let secret = try #require(client.secrets.first)
            let other = try SampleClients.client("other")
            let failures = [
                try await postgresFailure { try await server.add(other) },
                try await postgresFailure { try await server.remove(client.id) },
                try await postgresFailure {
                    try await server.update(client.id) { (client: inout Client) throws(ClientRefusal) in
                        client.isEnabled = false
                    }
                },
                try await postgresFailure {
                    try await server.replaceHash(
                        ofSecret: secret.id, of: client.id, old: secret.hash, new: secret.hash)
                },
            ]
            #expect(failures.map(\.?.code) == Array(repeating: .notPermitted, count: 4))
            #expect(try await server.client(withID: client.id) == client)
        }
    }

    @Test func `a granted column lets the server's role renew hashes, and shows among its excess rights`() async throws
    {
        try await withPostgresStore(as: "auth_client") { server, database in
            let client = try SampleClients.client("known")
            try await withPostgresStore(over: database, as: "steelcut_admin") { try await $0.add(client) }
            #expect(try await server.excessRights() == [])
            try await database.psql("GRANT UPDATE (hash) ON steelcut.client_secrets TO auth_client")
            #expect(try await server.excessRights() == ["UPDATE on client_secrets"])
            let new = try SampleClients.hash("$argon2id$v=19$m=65536,t=3,p=1$bmV3$bmV3")
            let secret = try #require(client.secrets.first)
            try await server.replaceHash(ofSecret: secret.id, of: client.id, old: secret.hash, new: new)
            #expect(try await server.client(withID: client.id)?.secrets.first?.hash == new)
        }
    }

    @Test func `every other role has excess rights`() async throws {
        try await withPostgresStore(as: "steelcut_admin") { admin, database in
            let ofAdmin = try await admin.excessRights()
            #expect(ofAdmin.contains("UPDATE on clients"))
            #expect(ofAdmin.contains("DELETE on client_secrets"))
            #expect(!ofAdmin.contains("ownership on clients"))
            try await withPostgresStore(over: database, as: "steelcut_owner") { owner in
                let found = try await owner.excessRights()
                #expect(found.contains("ownership on clients"))
                #expect(found.contains("CREATE on the schema"))
            }
            try await withPostgresStore(over: database, as: "postgres") { superuser async throws in
                #expect(try await superuser.excessRights() == ["superuser"])
            }
        }
    }

    @Test func `a membership is an excess right, whether or not it is inherited`() async throws {
        try await PostgresDatabase.withNew(setUpBy: PostgresSetupScript.sql()) { database in
            let role = "member_\(UInt64.random(in: 0 ... .max))"
            try await database.psql("CREATE ROLE \(role) LOGIN NOINHERIT IN ROLE steelcut_admin")
            try await withPostgresStore(over: database, as: role) { store async throws in
                #expect(try await store.excessRights() == ["membership in steelcut_admin"])
            }
            try await database.psql("DROP ROLE \(role)")
        }
    }

    @Test func `a noted use is no change, and ended revocations go by the server's clock`() async throws {
        try await withPostgresStore(as: "steelcut_admin") { admin, database in
            try await admin.add(try SampleClients.client("known"))
            let before = try await admin.changeCount()
            for at in [7, 9, 8] {
                try await database.psql(
                    "SELECT steelcut.note_secret_use('known', '00000000000000a1', \(at))", as: "auth_client")
            }
            #expect(try await database.psql("SELECT last_used, use_count FROM steelcut.client_secrets") == "9|3")
            #expect(try await admin.changeCount() == before)
            let minute = "(extract(epoch FROM now())::bigint - 60) * 1000000"
            try await database.psql(
                """
                INSERT INTO steelcut.revocations VALUES ('token', 'long ago', 0, 1, 0);
                INSERT INTO steelcut.revocations VALUES ('token', 'just now', 0, \(minute), 0);
                """, as: "auth_client")
            #expect(try await database.psql("SELECT steelcut.delete_ended()", as: "auth_client") == "1")
            #expect(try await database.psql("SELECT subject FROM steelcut.revocations") == "just now")
        }
    }
}
