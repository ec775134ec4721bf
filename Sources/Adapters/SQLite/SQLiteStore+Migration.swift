#if SQLite
import GRDB
public import SteelcutDomain

extension SQLiteStore {
    /// A step of the schema and whether it was taken.
    public struct MigrationStatus: Hashable, Sendable {
        /// Its number.
        public let version: Int
        /// Its name.
        public let name: String
        /// When it was taken; `nil`: not yet.
        public let applied: Timestamp?
    }

    /// Brings the tables up to what this program knows, all steps in one transaction; again: changes nothing.
    ///
    /// Of two programs that do it at once, the second waits and finds nothing left to do.
    ///
    /// - Returns: How many steps this call has made.
    /// - Throws: `.tooNew` where the file is of a program that this one can't work with, and what `open` throws.
    @discardableResult
    public func migrate() async throws(StoreFailure) -> Int {
        try await write { db in
            try db.execute(sql: Schema.bookkeeping)
            let applied = try Self.appliedVersions(db)
            let missing = Schema.migrations.filter { !applied.contains($0.version) }
            for migration in missing {
                try db.execute(sql: migration.sql)
                try db.execute(
                    sql: """
                        INSERT INTO schema_migrations (version, name, oldest_program, applied)
                        VALUES (?, ?, ?, CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER))
                        """,
                    arguments: [migration.version, migration.name, migration.oldestProgram])
            }
            return missing.count
        }
    }

    /// The steps this program knows and those it doesn't that were taken, in their order.
    ///
    /// - Throws: What `open` throws; a file without tables is no failure.
    public func migrationStatus() async throws(StoreFailure) -> [MigrationStatus] {
        try await read(Self.migrationStatus)
    }

    static func migrationStatus(_ db: Database) throws -> [MigrationStatus] {
        let known = Schema.migrations.map { MigrationStatus(version: $0.version, name: $0.name, applied: nil) }
        guard try db.tableExists("schema_migrations") else { return known }
        let rows = try Row.fetchAll(db, sql: "SELECT version, name, applied FROM schema_migrations")
        let taken = try rows.map { row in
            let columns = Columns(row, of: "schema_migrations")
            return MigrationStatus(
                version: Int(try columns.integer("version")), name: try columns.text("name"),
                applied: Timestamp(microseconds: try columns.integer("applied")))
        }
        let versions = Set(taken.map(\.version))
        return (known.filter { !versions.contains($0.version) } + taken).sorted { $0.version < $1.version }
    }

    /// Checks that the tables are there and that this program can work with them.
    ///
    /// - Throws: `.notInitialized` where there are none or a step is missing, `.tooNew` where they are of a later
    ///   program that says so.
    public func checkInitialized() async throws(StoreFailure) {
        try await read(Self.checkInitialized)
    }

    static func checkInitialized(_ db: Database) throws {
        guard try db.tableExists("schema_migrations") else {
            throw StoreFailure(.notInitialized, cause: "there are no tables")
        }
        let applied = try appliedVersions(db)
        for migration in Schema.migrations where !applied.contains(migration.version) {
            throw StoreFailure(
                .notInitialized,
                cause: "migration \(migration.version) (\(migration.name)) is missing; run: steelcut db migrate")
        }
    }

    /// The steps taken; throws `.tooNew` where one of them needs a later program than this.
    private static func appliedVersions(_ db: Database) throws -> Set<Int> {
        let rows = try Row.fetchAll(db, sql: "SELECT version, oldest_program FROM schema_migrations")
        return try Set(
            rows.map { row in
                let columns = Columns(row, of: "schema_migrations")
                let version = try columns.integer("version")
                guard try columns.integer("oldest_program") <= Schema.programVersion else {
                    throw StoreFailure(
                        .tooNew,
                        cause: "migration \(version) needs a later program; this one knows "
                            + "\(Schema.programVersion)")
                }
                return Int(version)
            })
    }
}
#endif
