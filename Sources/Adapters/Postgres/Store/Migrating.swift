public import SteelcutDomain

/// One step of the tables' history and whether it was made.
public struct PostgresMigrationStatus: Hashable, Sendable {
    /// Its number.
    public let version: Int
    /// What it brings.
    public let name: String
    /// Whether the database has it.
    public let isApplied: Bool
}

extension PostgresStore {
    /// How long a migration may take: it may have to wait for locks, or fill a table.
    private static let patience = Duration.seconds(60)

    /// Makes the tables, or what they lack: one transaction, under a lock, so that it may be run again and by several at
    /// once.
    ///
    /// Everything belongs to the schema's owner, whom the role has to be or be a member of. Roles are never made here;
    /// those that exist are granted what they need.
    ///
    /// - Returns: How many steps this call has made; of several at once, the first makes all.
    /// - Throws: `StoreFailure`: `.tooNew` where a later program has made a step that this one can't work with.
    @discardableResult
    public func migrate() async throws(StoreFailure) -> Int {
        try await read(within: Self.patience) { session, deadline throws(CallFailure) in
            try session.transaction(by: deadline) { session throws(CallFailure) in
                try session.execute("SET LOCAL statement_timeout = 0; \(Migration.lock)", by: deadline)
                try session.becomeSchemaOwner(by: deadline)
                try session.execute(Migration.historyTable, by: deadline)
                try session.refuseTooNew(by: deadline)
                let before = try session.stepsMade(by: deadline)
                for migration in Migration.all { try session.execute(migration.idempotentSQL, by: deadline) }
                try session.execute(Grants.sql, by: deadline)
                return .commit(try session.stepsMade(by: deadline) - before)
            }
        }
    }

    /// The steps that this program knows, and further ones that the database has; none is applied where there are no
    /// tables.
    ///
    /// - Throws: `StoreFailure`.
    public func migrationStatus() async throws(StoreFailure) -> [PostgresMigrationStatus] {
        let applied = try await read { session, deadline throws(CallFailure) -> [Int64: String] in
            var names: [Int64: String] = [:]
            do throws(CallFailure) {
                for row in try session.execute(.history, by: deadline).rows {
                    names[try row.integer(0)] = try row.text(1)
                }
            } catch .refused(let error) where error.state.code == .notInitialized {
                return [:]
            }
            return names
        }
        let known = Dictionary(uniqueKeysWithValues: Migration.all.map { ($0.version, $0.name) })
        return known.merging(applied) { known, _ in known }.sorted { $0.key < $1.key }.map { version, name in
            PostgresMigrationStatus(version: Int(version), name: name, isApplied: applied[version] != nil)
        }
    }

    /// Whether this program can work with the database.
    ///
    /// - Throws: `StoreFailure`: `.notInitialized` where tables or a step are missing, `.tooNew` where a later program has
    ///   made a step that this one can't work with.
    public func checkInitialized() async throws(StoreFailure) {
        try await read { session, deadline throws(CallFailure) in try session.refuseTooNew(by: deadline) }
        guard let missing = try await migrationStatus().first(where: { !$0.isApplied }) else { return }
        throw StoreFailure(.notInitialized, cause: "migration \(missing.version) (\(missing.name)) is missing")
    }
}

extension Statement {
    static let history = Statement("history", "SELECT version, name FROM steelcut.schema_migrations")

    static let stepsMade = Statement(
        "steps_made", "SELECT pg_catalog.count(*) FROM steelcut.schema_migrations")

    static let oldestProgram = Statement(
        "oldest_program", "SELECT pg_catalog.max(oldest_program) FROM steelcut.schema_migrations")

    static let schemaOwner = Statement(
        "schema_owner",
        """
        SELECT pg_catalog.quote_ident(r.rolname) FROM pg_catalog.pg_namespace n
        JOIN pg_catalog.pg_roles r ON r.oid = n.nspowner
        WHERE n.nspname = 'steelcut' AND r.rolname <> current_user
        """)

    static let schema = Statement("schema", "SELECT FROM pg_catalog.pg_namespace WHERE nspname = 'steelcut'")
}

extension Session {
    /// Makes the schema where there is none; where another role owns it, acts as that role until the transaction ends.
    fileprivate func becomeSchemaOwner(by deadline: Deadline) throws(CallFailure) {
        // Asked first: CREATE SCHEMA IF NOT EXISTS wants the right to create even where there is nothing to do.
        if try execute(.schema, by: deadline).count == 0 { try execute("CREATE SCHEMA steelcut", by: deadline) }
        guard let owner = try execute(.schemaOwner, by: deadline).rows.first?.text(0) else { return }
        try execute("SET LOCAL ROLE \(owner)", by: deadline)
    }

    fileprivate func stepsMade(by deadline: Deadline) throws(CallFailure) -> Int {
        Int(try execute(.stepsMade, by: deadline).rows.first?.integer(0) ?? 0)
    }

    fileprivate func refuseTooNew(by deadline: Deadline) throws(CallFailure) {
        let oldest = try execute(.oldestProgram, by: deadline).rows.first?.optionalInteger(0) ?? 0
        guard oldest > Migration.programLevel else { return }
        let cause = "it needs a program of schema level \(oldest) or later; this one has \(Migration.programLevel)"
        throw .store(StoreFailure(.tooNew, cause: cause))
    }
}
