import SteelcutConfiguration
import SteelcutPostgresFixture
import Testing

@testable import SteelcutPostgres
@testable import SteelcutServer

/// `steelcut doctor` on PostgreSQL: login, tables, and what the three roles may do.
@Suite struct DoctorOnPostgres {
    @Test func `with the three roles all is well`() async throws {
        try await PostgresSite.with { site in
            for (work, words) in [
                (site.owner, "owns the tables"), (site.admin, "the command line's work"), (site.server, "can serve"),
            ] {
                let found = try await work.doctor()
                #expect(found.isConsistent, "\(found.run.output)\(found.run.errors)")
                #expect(found.complaints.isEmpty, "\(found.run.output)")
                #expect(found.has("ok", "roles", words), "\(found.run.output)")
                #expect(found.has("ok", "tables", "migrations are applied"))
                #expect(found.has("ok", "store", "PostgreSQL "))
                #expect(found.has("ok", "clock", "PostgreSQL's server"))
                for role in ["steelcut_owner", "steelcut_admin", "auth_client"] {
                    #expect(found.has("ok", "roles", "\(role) has the rights"))
                }
            }
            let superuser = try await site.server.using(site.database.connectionString()).doctor()
            #expect(superuser.has("warning", "roles", "superuser", advice: "serve as auth_client"))
            #expect(superuser.run.status == 0)
        }
    }

    @Test(arguments: [
        ("user=nobody_of_this_name", "refused the login", "pg_hba.conf"),
        ("host=127.0.0.1 user=auth_client", "asks for a password", ".pgpass"),
        ("host=127.0.0.1 user=auth_client password=canary", "refused the login", ".pgpass"),
        ("user=auth_client dbname=no_database_of_this_name", "does not exist", "createdb"),
        ("host=127.0.0.1 port=1", "can't be reached", "PostgreSQL runs"),
    ])
    func `a database that can't be had`(_ options: String, _ words: String, _ advice: String) async throws {
        try await PostgresSite.with { site in
            let found = try await site.server.using("\(site.database.connectionString()) \(options)").doctor()
            #expect(found.isConsistent, "\(found.run.output)\(found.run.errors)")
            #expect(found.has("failed", "store", words, advice: advice), "\(found.run.output)")
            #expect(!found.run.output.contains("canary"))
        }
    }

    @Test func `tables that are not there, not all there, or not for this program`() async throws {
        try await PostgresSite.with(isInitialized: false) { site in
            let keyless = try await site.server.doctor()
            #expect(keyless.complaints == ["keyring"], "\(keyless.run.output)")
            try await site.database.psql(
                "INSERT INTO steelcut.schema_migrations (version, name, oldest_program) VALUES (9, 'later', 9)")
            #expect(try await site.server.doctor().has("failed", "tables", "newer version", advice: "later one"))
            try await site.database.psql("DELETE FROM steelcut.schema_migrations WHERE version IN (3, 9)")
            #expect(
                try await site.server.doctor().has("failed", "tables", "migration 3", advice: "steelcut db migrate"))
            try await site.database.psql("DROP SCHEMA steelcut CASCADE")
            let empty = try await site.server.doctor()
            #expect(empty.isConsistent, "\(empty.run.output)\(empty.run.errors)")
            #expect(empty.has("failed", "tables", "not initialized", advice: "steelcut db sql | psql"))
        }
    }

    @Test func `rights that are missing, and rights too many`() async throws {
        try await PostgresSite.with { site in
            try await site.database.psql("GRANT UPDATE (hash) ON steelcut.client_secrets TO auth_client")
            let more = try await site.server.doctor()
            #expect(more.has("warning", "roles", "UPDATE on client_secrets", advice: "REVOKE"), "\(more.run.output)")
            #expect(more.run.status == 0)

            try await site.database.psql(
                """
                REVOKE SELECT ON steelcut.client_secrets FROM auth_client;
                REVOKE EXECUTE ON FUNCTION steelcut.delete_ended() FROM auth_client;
                REVOKE DELETE ON steelcut.clients FROM steelcut_admin
                """)
            let less = try await site.server.doctor()
            #expect(less.isConsistent)
            let lacking = "SELECT on client_secrets, EXECUTE on delete_ended"
            #expect(less.has("failed", "roles", "auth_client lacks \(lacking)", advice: "db sql"), "\(less.run.output)")
            #expect(less.has("failed", "roles", "this login lacks what serving takes: \(lacking)"))
            #expect(less.has("failed", "roles", "steelcut_admin lacks DELETE on clients"))
            // What it names mends it.
            try await site.owner.done("db", "migrate")
            let mended = try await site.admin.doctor()
            #expect(mended.run.status == 0, "\(mended.run.output)")

            try await site.database.psql("REVOKE USAGE ON SCHEMA steelcut FROM auth_client")
            #expect(try await site.server.doctor().has("failed", "tables", "not permitted", advice: "three roles"))
            #expect(try await site.admin.doctor().has("failed", "roles", "auth_client lacks USAGE on the schema"))
        }
    }

    @Test func `a database that takes no changes`() async throws {
        try await PostgresSite.with { site in
            try await site.database.psql("ALTER DATABASE \(site.database.name) SET default_transaction_read_only = on")
            let found = try await site.admin.doctor()
            #expect(
                found.has("failed", "store", "takes no changes", advice: "target_session_attrs"), "\(found.run.output)")
        }
    }

    /// Roles belong to the whole cluster, which other tests use meanwhile.
    @Test func `roles that are missing or may not log in`() async throws {
        try await Workspace.with { work in
            let settings = try AuthorizationServerSettings(
                reading: ConfigurationInput(arguments: ["--data-dir", work.path("data")], environment: [:]))
            let found = Doctor(settings).roles(
                PostgresRoles(
                    duty: .owner,
                    roles: [
                        .init(name: "steelcut_admin", exists: false, canLogIn: false, missing: [], excess: []),
                        .init(name: "auth_client", exists: true, canLogIn: false, missing: [], excess: []),
                    ]))
            #expect(found.map(\.status) == [.ok, .warning, .warning])
            #expect(found.map(\.advice?.isEmpty) == [nil, false, false])
            #expect(found.last?.advice == "as a superuser: ALTER ROLE auth_client LOGIN")
        }
    }
}
