import Testing

/// Contract section 3: `steelcut db`.
@Suite struct DatabaseCommand {
    @Test func `status and migrate tell of the tables`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let status = try JSON(try await work.done("db", "status"))
            #expect(status["store"]?.string == "sqlite:./steelcut-data/steelcut.db")
            #expect(status["up_to_date"]?.bool == true)
            let migrations = try #require(status["migrations"]?.array)
            #expect(migrations.map { $0["version"]?.integer } == Array(1...migrations.count))
            #expect(migrations.allSatisfy { $0["applied"]?.bool == true && $0["name"]?.string != nil })
            for _ in 1...2 { #expect(try await work.done("db", "migrate") == "{\"migrations_applied\":0}\n") }
            #expect(try await work.done("db", "migrate", "--format", "text").contains("up to date"))
            #expect(try await work.done("db", "status", "--format", "text").contains("steelcut.db"))
        }
    }

    @Test func `sql is the same each time, with roles, tables and grants, and no password`() async throws {
        try await Workspace.with { work in
            let sql = try await work.done(
                "db", "sql", environment: ["STEELCUT_DATABASE_URL": "postgresql://127.0.0.1:1/x"])
            #expect(try await work.done("db", "sql", "--format", "text") == sql)
            for role in ["steelcut_owner", "steelcut_admin", "auth_client"] {
                #expect(sql.contains("CREATE ROLE \(role) "))
            }
            for table in [
                "clients", "client_secrets", "signing_keys", "revocations", "audit_events", "schema_migrations",
            ] {
                #expect(sql.contains(table))
            }
            #expect(sql.contains("GRANT SELECT"))
            #expect(!sql.uppercased().contains(" PASSWORD '"))
        }
    }
}
