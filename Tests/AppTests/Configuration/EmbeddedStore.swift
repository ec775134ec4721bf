import GRDB
import Testing

/// Contract section 6: the embedded store's tables, and how a secret is kept there.
@Suite struct EmbeddedStore {
    @Test func `has the tables of the contract, and hashes of the cost that is set`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let clients = try await [
                work.addClient(),
                work.addClient(
                    "--resource", "r", "--hash-memory-kib", "64", "--hash-iterations", "3", "--hash-parallelism", "2"),
            ]
            let queue = try DatabaseQueue(path: work.path("steelcut-data/steelcut.db"))
            let (tables, hashes) = try await queue.read { db in
                (
                    try String.fetchSet(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table'"),
                    try String.fetchSet(db, sql: "SELECT hash FROM client_secrets")
                )
            }
            try queue.close()
            #expect(
                tables.isSuperset(of: [
                    "clients", "client_secrets", "signing_keys", "revocations", "audit_events", "schema_migrations",
                ]))
            let costs = hashes.map { $0.split(separator: "$").prefix(3).joined(separator: "$") }
            #expect(Set(costs) == ["argon2id$v=19$m=8,t=1,p=1", "argon2id$v=19$m=64,t=3,p=2"])
            let file = try work.read("steelcut-data/steelcut.db")
            for client in clients {
                #expect(file.firstRange(of: Array(client.secret.utf8.dropFirst("PRIVATE-".utf8.count))) == nil)
            }
        }
    }
}
