import SteelcutPostgresFixture
import Testing

/// Contract section 4: what no waiting mends ends the start with one clear line.
@Suite struct PostgresRefusals {
    @Test(arguments: [
        ("user=nobody_of_this_name", "SQLSTATE 28000"),
        ("host=127.0.0.1 user=auth_client", "asks for a password and none is given"),
        ("host=127.0.0.1 user=auth_client password=canary", "SQLSTATE 28P01"),
        ("user=auth_client dbname=no_database_of_this_name", "the database does not exist"),
    ])
    func `a refused login`(_ options: String, _ words: String) async throws {
        try await PostgresSite.with { site in
            let work = site.server.using("\(site.database.connectionString()) \(options)")
            try await expectRefusal(work, saying: words)
        }
    }

    @Test func `missing tables name the command that makes them`() async throws {
        try await PostgresSite.with(isInitialized: false) { site in
            // Tables, but no key yet.
            let keyless = try await site.server.refusedStart(.authorizationServer, ["--log-level", "critical"])
            #expect(keyless.status == 1)
            #expect(keyless.errors.contains("run: steelcut init"), "\(keyless.errors)")

            try await site.owner.done("init")
            try await site.database.psql("DELETE FROM steelcut.schema_migrations")
            try await expectRefusal(site.server, site.admin, saying: "run: steelcut init")
            try await site.database.psql("DROP SCHEMA steelcut CASCADE")
            try await expectRefusal(site.server, site.admin, saying: "run: steelcut init")
            let superuser = site.server.using(site.database.connectionString())
            try await expectRefusal(superuser, saying: "run: steelcut init")
        }
    }

    @Test func `tables of a later program, unless this one still works with them`() async throws {
        try await PostgresSite.with { site in
            func insert(_ version: Int, oldestProgram: Int) async throws {
                try await site.database.psql(
                    """
                    INSERT INTO steelcut.schema_migrations (version, name, oldest_program, applied)
                    VALUES (\(version), 'from the future', \(oldestProgram), now())
                    """)
            }
            let client = try await site.admin.addClient()
            try await insert(1000, oldestProgram: 1)
            try await site.server.serving(.authorizationServer) { server in
                try await server.untilReady()
                _ = try await server.token(for: client)
            }
            try await insert(1001, oldestProgram: 1000)
            try await expectRefusal(site.server, site.admin, saying: "newer version than this program")
            let migration = try await site.owner.steelcut("db", "migrate")
            #expect(migration.status == 1)
            #expect(migration.errors.contains("newer version than this program"), "\(migration.errors)")
        }
    }

    /// The authorization server, and the command line, of the same role where no other is given.
    private func expectRefusal(
        _ server: Workspace, _ admin: Workspace? = nil, saying words: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let start = try await server.refusedStart(.authorizationServer, ["--log-level", "critical"])
        let command = try await (admin ?? server).steelcut("clients", "list")
        for run in [start, command] {
            #expect(run.status == 1, "\(run.output)\(run.errors)", sourceLocation: sourceLocation)
            #expect(run.output.isEmpty, sourceLocation: sourceLocation)
            #expect(run.errorLines.count == 1, "\(run.errors)", sourceLocation: sourceLocation)
            #expect(run.errors.contains(words), "\(run.errors)", sourceLocation: sourceLocation)
            #expect(!run.errors.contains("canary"), sourceLocation: sourceLocation)
        }
    }

    @Test(
        arguments: [
            "postgresql://auth_client@127.0.0.1:99999/clients", "postgresql://auth_client:can@ary@127.0.0.1/clients",
            "host=127.0.0.1 password=canary nonsense=1", "host='127.0.0.1 password=canary", "host=127.0.0.1 port=x",
        ], [Executable.authorizationServer, .commandLine])
    func `a connection string that can't be read is wrong configuration`(
        _ url: String, _ executable: Executable
    ) async throws {
        try await Workspace.with(countingCoverage: false) { work in
            let run = try await work.using(url).run(
                executable, executable == .commandLine ? ["clients", "list"] : ["--log-level", "critical"])
            #expect(run.status == 64, "\(run.errors)")
            #expect(run.output.isEmpty)
            #expect(run.errorLines.count == 1, "\(run.errors)")
            #expect(run.errors.contains("database.url"), "\(run.errors)")
            #expect(!run.errors.contains("ary"), "\(run.errors)")
        }
    }
}
