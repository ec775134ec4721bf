import SteelcutPostgresFixture
import Testing

/// Contract sections 3 and 6: migrations and `init` over PostgreSQL can be run again, and by two at once.
@Suite struct PostgresTables {
    @Test func `init, status and migrate change nothing the second time`() async throws {
        try await PostgresSite.with { site in
            let first = try JSON(try await site.owner.done("db", "status"))
            #expect(first["up_to_date"]?.bool == true)
            let keys = try await site.owner.done("keys", "list")
            let dump = try await contents(site)
            for _ in 1...2 {
                #expect(try await site.owner.done("db", "migrate") == "{\"migrations_applied\":0}\n")
                let again = try JSON(try await site.owner.done("init"))
                #expect(again["key_created"]?.bool == false)
                #expect(again["migrations_applied"]?.integer == 0)
            }
            #expect(try await site.owner.done("db", "migrate", "--format", "text").contains("up to date"))
            #expect(try await site.owner.done("init", "--format", "text").hasPrefix("Nothing to do"))
            #expect(try await site.owner.done("keys", "list") == keys)
            #expect(try await contents(site) == dump)
        }
    }

    @Test func `two that migrate at once leave one outcome`() async throws {
        try await PostgresSite.with(isInitialized: false) { site in
            let all = try #require(
                try JSON(try await site.owner.done("db", "status"))["migrations"]?.array?.count)
            try await site.database.psql(
                "DROP SCHEMA steelcut CASCADE; GRANT CREATE ON DATABASE \(site.database.name) TO steelcut_owner")
            let before = try JSON(try await site.owner.done("db", "status"))
            #expect(before["up_to_date"]?.bool == false)
            #expect(before["migrations"]?.array?.allSatisfy { $0["applied"]?.bool == false } == true)

            async let first = site.owner.steelcut("db", "migrate")
            async let second = site.owner.steelcut("db", "migrate")
            var applied = 0
            for run in try await [first, second] {
                #expect(run.status == 0, "\(run.errors)")
                #expect(run.errors.isEmpty)
                applied += try #require(try run.json()["migrations_applied"]?.integer)
            }
            // Each says what it has done itself.
            #expect(applied == all)
            #expect(try JSON(try await site.owner.done("db", "status"))["up_to_date"]?.bool == true)
            let versions = try await site.database.psql(
                "SELECT count(*), count(DISTINCT version) FROM steelcut.schema_migrations")
            #expect(versions == "\(all)|\(all)")
            // And the roles have their rights.
            try await site.owner.done("init")
            let client = try await site.admin.addClient()
            try await site.server.serving(.authorizationServer) { server in
                try await server.untilReady()
                _ = try await server.token(for: client)
            }
        }
    }

    /// All rows that tell of tables and keys, as text.
    private func contents(_ site: PostgresSite) async throws -> String {
        try await site.database.psql(
            "SELECT m::text FROM steelcut.schema_migrations m; SELECT c::text FROM steelcut.change_counter c")
    }
}
