import SteelcutPostgresFixture
import Testing

/// A folder and a PostgreSQL database of a test's own, and the three roles that work there.
struct PostgresSite {
    let database: PostgresDatabase
    /// Who migrates: `steelcut_owner`.
    let owner: Workspace
    /// The command line: `steelcut_admin`.
    let admin: Workspace
    /// The authorization server: `auth_client`.
    let server: Workspace

    init(_ database: PostgresDatabase, _ work: Workspace) {
        self.database = database
        owner = work.using(database.connectionString(as: "steelcut_owner"))
        admin = work.using(database.connectionString(as: "steelcut_admin"))
        server = work.using(database.connectionString(as: "auth_client"))
    }

    /// Lends a site whose database is as `steelcut db sql` makes it, with a first signing key where it is initialized.
    static func with(isInitialized: Bool = true, _ body: (PostgresSite) async throws -> Void) async throws {
        let script = try await setupScript.value
        try await Workspace.with { work in
            try await PostgresDatabase.withNew(setUpBy: script) { database in
                let site = PostgresSite(database, work)
                if isInitialized { try await site.owner.done("init") }
                try await body(site)
            }
        }
    }

    /// What `steelcut db sql` prints, the same each time.
    static let setupScript = Task { try await Workspace.with { try await $0.done("db", "sql") } }
}

extension Workspace {
    /// The same folder with another store.
    func using(_ databaseURL: String) -> Workspace {
        var work = self
        work.environment["STEELCUT_DATABASE_URL"] = databaseURL
        return work
    }
}
