import GRDB
import SteelcutPostgresFixture
import Testing

/// Contract section 3: `steelcut clients import`.
@Suite struct ClientsImportCommand {
    private static let source = ["clients", "import", "--from", "sqlite:clientdb.db"]

    @Test func `good rows are taken, bad ones named with the reason, and a dry run says the same`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            try await PythonTable.sqlite(work, PythonTable.good + PythonTable.bad.map(\.row))
            let dry = try await work.run(.commandLine, Self.source + ["--dry-run"])
            #expect(dry.status == 1)
            #expect(try await work.done("clients", "list") == "[]\n")
            let run = try await work.run(.commandLine, Self.source)
            #expect(run.status == 1)
            #expect(run.output == dry.output.replacing("\"dry_run\":true", with: "\"dry_run\":false"))
            #expect(run.errors == "steelcut: 8 of 11 rows were not taken; the report says why\n")

            let report = try run.json()
            #expect(
                ["rows", "imported", "unchanged", "differing", "refused"].map { report[$0]?.integer }
                    == [11, 3, 0, 0, 8])
            let entries = try #require(report["clients"]?.array)
            for (row, reason) in PythonTable.bad {
                #expect(
                    entries.contains { entry in
                        entry["client_id"]?.string == row.id && entry["outcome"]?.string == "refused"
                            && entry["reason"]?.string?.contains(reason) == true
                    }, "\(row.id ?? "NULL")")
            }
            let text = try await work.run(.commandLine, Self.source + ["--format", "text"])
            #expect(text.output.contains("0 imported, 3 unchanged, 0 differing, 8 refused"))
            for output in [run.output, run.errors, text.output, text.errors] {
                #expect(!output.contains("argon2id$") && !output.contains("$2b$"))
            }
            let clients = try #require(try JSON(try await work.done("clients", "list")).array)
            #expect(Set(clients.map { $0["client_id"]?.string }) == Set(PythonTable.good.map(\.id)))
            #expect(clients.allSatisfy { $0["name"]?.string == $0["client_id"]?.string })
        }
    }

    @Test func `run again it changes nothing and says so; what differs is told of and stays`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            try await PythonTable.sqlite(work, PythonTable.good)
            let first = try await work.run(.commandLine, Self.source)
            #expect(first.status == 0 && first.errors.isEmpty, "\(first.errors)")
            let list = try await work.done("clients", "list")
            let again = try await work.run(.commandLine, Self.source + ["--format", "text"])
            #expect(again.status == 0)
            #expect(again.output == "Nothing to do: all 3 clients are there already.\n")
            #expect(try await work.done("clients", "list") == list)

            let id = try #require(PythonTable.good[0].id)
            // What the table knows nothing of is no difference.
            try await work.done("clients", "update", id, "--name", "Jane Doe", "--scope", "read")
            #expect(try await work.run(.commandLine, Self.source).status == 0)
            try await work.done("clients", "update", id, "--resource", "api_v0.0.2", "--new-secret")
            let now = try await work.done("clients", "list")
            let differing = try await work.run(.commandLine, Self.source)
            #expect(differing.status == 1)
            let entry = try #require(try differing.json()["clients"]?.array?.first { $0["client_id"]?.string == id })
            #expect(entry["outcome"]?.string == "differs")
            #expect(entry["columns"]?.strings == ["resource", "client_secret"])
            #expect(try await work.done("clients", "list") == now)
        }
    }

    @Test func `clients go on with the secrets they have, and their hashes are renewed`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            try await PythonTable.sqlite(work, PythonTable.good)
            let run = try await work.run(.commandLine, Self.source)
            try #require(run.status == 0, "\(run.errors)")
            try await work.serving(.authorizationServer, ["--secret-cache-ttl", "0"]) { server in
                for row in PythonTable.good.prefix(2) {
                    let client = TestClient(id: row.id ?? "", secret: row.secret)
                    let token = try await server.token(for: client)
                    #expect(try claims(of: token)["aud"]?.string == row.resource)
                    let wrong = TestClient(id: client.id, secret: client.secret.replacing("PRIVATE-", with: "PRIVATE_"))
                    let refused = try await server.answer(to: .token("grant_type=client_credentials&\(wrong.form)"))
                    #expect(refused.status == 401 && refused.error == "invalid_client")
                    try await until("the renewal of \(client.id)") {
                        try Self.hash(of: client.id, in: work).hasPrefix("$argon2id$v=19$m=8,t=1,p=1$")
                    }
                    _ = try await server.token(for: client)
                }
                // Its grant is another one; its secret is right all the same.
                let other = try await server.answer(
                    to: .token(
                        "grant_type=client_credentials", TestClient.basic("by+hand", "an+old+secret+of+another+form")))
                #expect(other.status == 400 && other.error == "unauthorized_client")
            }
            // A renewed hash is the same secret's.
            #expect(try await work.run(.commandLine, Self.source).status == 0)
        }
    }

    @Test func `while costlier hashes are stored, nobody's ID costs what somebody's does`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            try await PythonTable.sqlite(work, [PythonTable.good[0]])
            try await work.serving(
                .authorizationServer, ["--secret-cache-ttl", "0", "--throttle-client-failures", "100000"]
            ) { server in
                /// The least of three: what else the machine has to do only adds.
                func cost(of id: String) async throws -> Duration {
                    var least = Duration.seconds(60)
                    for number in 1...3 {
                        let wrong = TestClient(id: id, secret: "wrong\(number)")
                        let start = ContinuousClock.now
                        let answer = try await server.answer(to: .token("grant_type=client_credentials&\(wrong.form)"))
                        least = min(least, ContinuousClock.now - start)
                        #expect(answer.status == 401)
                    }
                    return least
                }
                let before = try await cost(of: "nobody")
                let run = try await work.run(.commandLine, Self.source)
                try #require(run.status == 0, "\(run.errors)")
                // All clients there are cost this much: so does whoever is none.
                let known = try await cost(of: PythonTable.good[0].id ?? "")
                #expect(known > before * 2)
                try await until("decoys of the stored cost") {
                    try await cost(of: "nobody") > known / 2
                }
            }
        }
    }

    @Test func `two at once leave one outcome`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            try await PythonTable.sqlite(work, PythonTable.good)
            async let one = work.run(.commandLine, Self.source)
            async let other = work.run(.commandLine, Self.source)
            try await Self.expectOneOutcome([try await one, try await other], work)
        }
    }

    @Test func `from PostgreSQL into PostgreSQL, by the roles there are`() async throws {
        try await Workspace.with { work in
            let script = try await work.done("db", "sql")
            try await PostgresDatabase.withNew(setUpBy: script) { database in
                func role(_ name: String) -> [String: String] {
                    ["STEELCUT_DATABASE_URL": database.connectionString(as: name)]
                }
                try await work.done("init", environment: role("steelcut_owner"))
                try await database.psql("CREATE SCHEMA old; GRANT USAGE ON SCHEMA old TO auth_client")
                try await PythonTable.postgres(database, PythonTable.good)
                try await PythonTable.postgres(
                    database, PythonTable.good + PythonTable.bad.map(\.row), table: "old.\"Stored; \"\"Tokens\"")
                let from = ["clients", "import", "--from", database.connectionString(as: "auth_client")]

                let dry = try await work.run(
                    .commandLine, from + ["--table", "old.Stored; \"Tokens", "--dry-run"],
                    environment: role("steelcut_admin"))
                #expect(dry.status == 1)
                #expect(
                    try dry.json()["imported"]?.integer == 3 && dry.json()["refused"]?.integer == 8, "\(dry.errors)")
                #expect(try await database.psql("SELECT count(*) FROM steelcut.clients") == "0")

                async let one = work.run(.commandLine, from, environment: role("steelcut_admin"))
                async let other = work.run(.commandLine, from, environment: role("steelcut_admin"))
                let runs = [try await one, try await other]
                #expect(runs.map(\.status) == [0, 0], "\(runs.map(\.errors))")
                #expect(try runs.map { try $0.json()["imported"]?.integer ?? 0 }.reduce(0, +) == 3)
                #expect(try await database.psql("SELECT count(*) FROM steelcut.client_secrets") == "3")

                for (table, said) in [
                    ("nothing", "there is no table nothing"), ("old.nothing", "there is no table old.nothing"),
                    ("steelcut.clients", "has no column grant_type"),
                ] {
                    let run = try await work.run(
                        .commandLine, from + ["--table", table], environment: role("steelcut_admin"))
                    #expect(run.status == 1 && run.output.isEmpty)
                    #expect(run.errors.contains(said), "\(run.errors)")
                }
                // Whoever may only read imports nothing.
                let reader = try await work.run(
                    .commandLine, from + ["--table", "stored_tokens"], environment: role("auth_client"))
                #expect(reader.status == 1)

                let row = PythonTable.good[0]
                try await work.serving(.authorizationServer, environment: role("auth_client")) { server in
                    try await until("readiness") { try await server.get("/health/ready").status == 200 }
                    let token = try await server.token(for: TestClient(id: row.id ?? "", secret: row.secret))
                    #expect(try claims(of: token)["client_id"]?.string == row.id)
                    try await until("word of what the role may not") {
                        server.child.errors.contains("hashes of another cost stay as they are")
                    }
                }
                #expect(
                    try await database.psql(
                        "SELECT hash FROM steelcut.client_secrets WHERE client_id = '\(row.id ?? "")'")
                        == row.hash)
            }
        }
    }

    @Test(
        arguments: [
            (["--from", "sqlite:none.db"], 1, "none.db: no such file"),
            (["--from", "sqlite:clientdb.db", "--table", "none"], 1, "there is no table none"),
            (["--from", "sqlite:clientdb.db", "--table", "main.none"], 1, "there is no table main.none"),
            (["--from", "sqlite:clientdb.db", "--table", "a.b.c"], 64, "--table takes"),
            (["--from", "nonsense"], 64, "--from takes"), ([String](), 64, "--from"),
            (["--from", "postgresql://u:hunter2@127.0.0.1:1/d?connect_timeout=2"], 1, "can't read the clients"),
            (["--from", "postgresql://u:hunter2@127.0.0.1:1/d?no_such=2"], 1, "an option that libpq does not know"),
        ] as [([String], Int32, String)])
    func `what can't be read is said in one line, without a password`(
        _ row: (arguments: [String], status: Int32, said: String)
    ) async throws {
        try await Workspace.with { work in
            try await work.done("init")
            try await PythonTable.sqlite(work, [])
            let run = try await work.run(.commandLine, ["clients", "import"] + row.arguments)
            #expect(run.status == row.status)
            #expect(run.output.isEmpty)
            #expect(run.errors.contains(row.said), "\(run.errors)")
            #expect(run.errorLines.count { !$0.contains("warning") } == 1, "\(run.errors)")
            #expect(!run.errors.contains("hunter2"))
            #expect(
                run.errors.contains("shows in the list of processes")
                    == row.arguments.contains { $0.contains("hunter2") })
        }
    }

    @Test func `a table by any name, and the table of another program`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            try await PythonTable.sqlite(work, [PythonTable.good[0]], table: "x\"; DROP TABLE y; --")
            let run = try await work.run(.commandLine, Self.source + ["--table", "x\"; DROP TABLE y; --"])
            #expect(run.status == 0, "\(run.errors)")
            let own = try await work.steelcut(
                "clients", "import", "--from", "sqlite:steelcut-data/steelcut.db", "--table", "clients")
            #expect(own.status == 1)
            #expect(own.errors.contains("the table clients has no column grant_type"), "\(own.errors)")
        }
    }

    /// One of two took all rows, the other found them.
    private static func expectOneOutcome(_ runs: [Run], _ work: Workspace) async throws {
        #expect(runs.map(\.status) == [0, 0], "\(runs.map(\.errors))")
        let imported = try runs.map { try $0.json()["imported"]?.integer ?? -1 }
        #expect(imported.sorted() == [0, PythonTable.good.count])
        #expect(try JSON(try await work.done("clients", "list")).array?.count == PythonTable.good.count)
    }

    private static func hash(of id: String, in work: Workspace) throws -> String {
        let queue = try DatabaseQueue(path: work.path("steelcut-data/steelcut.db"))
        defer { try? queue.close() }
        return try queue.read { db in
            try String.fetchOne(db, sql: "SELECT hash FROM client_secrets WHERE client_id = ?", arguments: [id]) ?? ""
        }
    }
}
