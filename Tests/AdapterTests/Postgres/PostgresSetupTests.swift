import SteelcutDomain
import SteelcutPostgresFixture
import SteelcutTestKit
import Testing

@testable import SteelcutPostgres

@Suite struct PostgresSetupTests {
    /// All that the catalogue says of the schema: tables with owners and rights, columns, functions, triggers, history.
    private static let catalogue = """
        SELECT relname, relkind, relowner::regrole, relacl::text FROM pg_class
            WHERE relnamespace = 'steelcut'::regnamespace ORDER BY oid;
        SELECT attrelid::regclass, attname, atttypid::regtype, attnotnull FROM pg_attribute
            JOIN pg_class c ON c.oid = attrelid WHERE c.relnamespace = 'steelcut'::regnamespace AND attnum > 0
            ORDER BY attrelid, attnum;
        SELECT proname, proowner::regrole, prosecdef, proconfig, proacl::text, prosrc FROM pg_proc
            WHERE pronamespace = 'steelcut'::regnamespace ORDER BY oid;
        SELECT tgrelid::regclass, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY oid;
        SELECT nspowner::regrole, nspacl::text FROM pg_namespace WHERE nspname = 'steelcut';
        SELECT defaclrole::regrole, defaclnamespace, defaclobjtype, defaclacl::text FROM pg_default_acl ORDER BY oid;
        SELECT * FROM steelcut.schema_migrations;
        SELECT * FROM steelcut.change_counter;
        SELECT * FROM steelcut.revocation_counter;
        """

    @Test func `the script a second time, and migrate() after it, change nothing`() async throws {
        try await PostgresDatabase.withNew(setUpBy: nil) { database in
            #expect(try await database.psql(PostgresSetupScript.sql()) == "", "it prints nothing")
            let before = try await database.psql(Self.catalogue)
            #expect(before.contains("client_secrets"))
            try await database.psql(PostgresSetupScript.sql())
            #expect(try await database.psql(Self.catalogue) == before)
            try await withPostgresStore(over: database, as: "steelcut_owner") { owner in
                try await owner.migrate()
                try await owner.checkInitialized()
            }
            #expect(try await database.psql(Self.catalogue) == before)
        }
    }

    @Test func `everything that the script makes belongs to the owner, and nothing of it to everybody`() async throws {
        try await PostgresDatabase.withNew(setUpBy: PostgresSetupScript.sql()) { database in
            let strangers = try await database.psql(
                """
                SELECT relname FROM pg_class WHERE relnamespace = 'steelcut'::regnamespace
                    AND relowner <> 'steelcut_owner'::regrole
                UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'steelcut'::regnamespace
                    AND (proowner <> 'steelcut_owner'::regrole OR proacl IS NULL OR NOT prosecdef
                        OR proconfig <> ARRAY['search_path=pg_catalog, pg_temp'])
                UNION ALL SELECT relname FROM pg_class CROSS JOIN LATERAL aclexplode(relacl)
                    WHERE relnamespace = 'steelcut'::regnamespace AND grantee = 0
                UNION ALL SELECT proname FROM pg_proc CROSS JOIN LATERAL aclexplode(proacl)
                    WHERE pronamespace = 'steelcut'::regnamespace AND grantee = 0
                UNION ALL SELECT nspname FROM pg_namespace CROSS JOIN LATERAL aclexplode(nspacl)
                    WHERE nspname = 'steelcut' AND grantee = 0
                """)
            #expect(strangers == "")
            let roles = try await database.psql(
                """
                SELECT rolname, rolcanlogin, rolsuper, rolcreaterole, rolpassword IS NULL FROM pg_authid
                WHERE rolname IN ('steelcut_owner', 'steelcut_admin', 'auth_client') ORDER BY rolname
                """)
            #expect(roles == "auth_client|t|f|f|t\nsteelcut_admin|t|f|f|t\nsteelcut_owner|t|f|f|t")
        }
    }

    @Test func `a schema that somebody else made is not taken over`() async throws {
        try await PostgresDatabase.withNew(setUpBy: nil) { database in
            try await database.psql("CREATE SCHEMA steelcut")
            await #expect(throws: PostgresDatabase.Failure.self) { try await database.psql(PostgresSetupScript.sql()) }
            #expect(try await database.psql("SELECT FROM pg_class WHERE relname = 'clients'") == "")
        }
    }

    @Test func `four migrate at once, and the tables are made once`() async throws {
        try await PostgresDatabase.withNew(setUpBy: nil) { database in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 1...4 {
                    group.addTask {
                        try await withPostgresStore(over: database, as: "postgres") { try await $0.migrate() }
                    }
                }
                try await group.waitForAll()
            }
            #expect(
                try await database.psql("SELECT version, name FROM steelcut.schema_migrations ORDER BY version")
                    == Migration.all.map { "\($0.version)|\($0.name)" }.joined(separator: "\n"))
        }
    }

    @Test func `before there are tables every call says so, and no step is applied`() async throws {
        try await PostgresDatabase.withNew(setUpBy: nil) { database in
            try await withPostgresStore(over: database, as: "postgres") { store in
                let id = try SampleClients.clientID("x")
                let failures = [
                    try await postgresFailure { _ = try await store.client(withID: id) },
                    try await postgresFailure { _ = try await store.changeCount() },
                    try await postgresFailure { try await store.checkInitialized() },
                    try await postgresFailure { try await store.add(try SampleClients.client("x")) },
                ]
                #expect(failures.map(\.?.code) == Array(repeating: .notInitialized, count: 4))
                #expect(
                    try await store.migrationStatus()
                        == Migration.all.map {
                            PostgresMigrationStatus(version: Int($0.version), name: $0.name, isApplied: false)
                        })
                try await store.migrate()
                #expect(
                    try await store.migrationStatus()
                        == Migration.all.map {
                            PostgresMigrationStatus(version: Int($0.version), name: $0.name, isApplied: true)
                        })
                try await store.checkInitialized()
            }
        }
    }

    @Test func `only a program that is older than the oldest that still works is refused`() async throws {
        try await withPostgresStore(as: "steelcut_owner") { store, database in
            let next = Int(Migration.programLevel) + 1
            try await database.psql("INSERT INTO steelcut.schema_migrations VALUES (\(next), 'later', 1)")
            try await store.checkInitialized()
            try await store.migrate()
            #expect(try await store.migrationStatus().map(\.version) == Array(1...next))
            try await database.psql(
                "UPDATE steelcut.schema_migrations SET oldest_program = \(next) WHERE name = 'later'")
            #expect(try await postgresFailure { try await store.checkInitialized() }?.code == .tooNew)
            #expect(try await postgresFailure { try await store.migrate() }?.code == .tooNew)
        }
    }

    @Test func `where none of the roles exists, one role does everything`() async throws {
        try await PostgresCluster.withNew { cluster in
            let database = PostgresDatabase(named: "postgres", in: cluster.connectionString)
            try await database.psql("CREATE ROLE developer LOGIN; GRANT CREATE ON DATABASE postgres TO developer")
            try await withPostgresStore(over: database, as: "developer") { store in
                try await store.migrate()
                try await store.migrate()
                try await store.checkInitialized()
                let client = try SampleClients.full("client")
                try await store.add(client)
                #expect(try await store.client(withID: client.id) == client)
                #expect(try await store.excessRights().contains("ownership on clients"))
            }
            #expect(try await database.psql("SELECT count(*) FROM pg_roles WHERE rolname ~ 'steelcut|auth_'") == "0")
        }
    }

    @Test func `a step that is missing is named, and a row that can't be read is no client`() async throws {
        try await withPostgresStore(as: "steelcut_admin") { store, database in
            let client = try SampleClients.client("client")
            try await store.add(client)
            for damage in ["name = ''", "scopes = '{a,a}'", "resources = '{\" \"}'"] {
                try await database.psql("UPDATE steelcut.clients SET \(damage)")
                let failure = try await postgresFailure { _ = try await store.client(withID: client.id) }
                #expect(failure?.code == .corrupt, "\(damage)")
                try await database.psql(
                    "UPDATE steelcut.clients SET name = 'n', scopes = '{}', resources = '{a}'")
                #expect(try await store.client(withID: client.id)?.name.description == "n")
            }
            try await database.psql("DELETE FROM steelcut.schema_migrations")
            let failure = try await postgresFailure { try await store.checkInitialized() }
            #expect(failure?.code == .notInitialized)
            #expect(failure?.cause == "migration 1 (initial tables) is missing")
        }
    }

    @Test func `whoever is not of the owner's role may not migrate`() async throws {
        try await withPostgresStore(as: "auth_client") { store, _ async throws in
            #expect(try await postgresFailure { try await store.migrate() }?.code == .notPermitted)
        }
    }
}
