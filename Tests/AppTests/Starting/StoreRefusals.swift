import Foundation
import GRDB
import Testing

/// Stores that can't be served from: no start, one clear line that names the file.
@Suite struct StoreRefusals {
    @Test func `tables of a later program`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let queue = try DatabaseQueue(path: work.path("steelcut-data/steelcut.db"))
            try await queue.write { db in
                try db.execute(
                    sql: """
                        INSERT INTO schema_migrations (version, name, oldest_program, applied)
                        VALUES (1000, 'from the future', 1000, 0)
                        """)
            }
            try queue.close()
            try await expectRefusal(work, naming: "migration 1000", saying: "later program")
        }
    }

    @Test func `a file that is no database`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            for suffix in ["-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: work.path("steelcut-data/steelcut.db" + suffix))
            }
            try work.write(String(repeating: "not a database ", count: 1000), to: "steelcut-data/steelcut.db")
            try await expectRefusal(work, naming: "steelcut-data/steelcut.db", saying: "not a database")
        }
    }

    @Test func `an empty file has no tables`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            for suffix in ["-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: work.path("steelcut-data/steelcut.db" + suffix))
            }
            try work.write("", to: "steelcut-data/steelcut.db")
            try await expectRefusal(work, naming: "steelcut", saying: "steelcut init")
        }
    }

    @Test func `tables of a later program that this one still works with`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let client = try await work.addClient()
            let queue = try DatabaseQueue(path: work.path("steelcut-data/steelcut.db"))
            try await queue.write { db in
                try db.execute(
                    sql: """
                        INSERT INTO schema_migrations (version, name, oldest_program, applied)
                        VALUES (1000, 'from the future', 1, 0)
                        """)
            }
            try queue.close()
            try await work.serving(.authorizationServer) { _ = try await $0.token(for: client) }
            let migrations = try JSON(try await work.done("db", "status"))["migrations"]?.array
            #expect(migrations?.last?["name"]?.string == "from the future")
        }
    }

    private func expectRefusal(_ work: Workspace, naming name: String, saying words: String) async throws {
        let server = try await work.refusedStart(.authorizationServer, ["--log-level", "critical"])
        let command = try await work.steelcut("clients", "list")
        for run in [server, command] {
            #expect(run.status == 1, "\(run.output)\(run.errors)")
            #expect(run.output.isEmpty)
            #expect(run.errorLines.count == 1, "\(run.errors)")
            #expect(run.errors.contains(name), "\(run.errors)")
            #expect(run.errors.contains(words), "\(run.errors)")
        }
    }
}
