public import SteelcutDomain

/// Somebody else's table of clients in PostgreSQL, read and never written.
public struct PostgresClientTable: Ports.ClientSource {
    private let settings: PostgresSettings
    private let table: TableName

    /// How long a large table may take.
    private static let patience = Duration.seconds(60)

    /// Names a table of a database.
    ///
    /// - Throws: `PostgresSettings.Defect` for a connection string that can't be read.
    public init(connectionString: String, table: TableName) throws(PostgresSettings.Defect) {
        settings = try PostgresSettings(
            connectionString: connectionString, timeout: Self.patience, connections: 1)
        self.table = table
    }

    /// All rows, over a connection of its own that is closed afterwards.
    ///
    /// - Throws: `StoreFailure` where the database can't be reached within 10 seconds or refuses the login, there is no
    ///   such table that the role can see, a column is missing, or the role may not read.
    public func rows() async throws(StoreFailure) -> [ImportRow] {
        let pool = PostgresPool(settings)
        let running = Task { await pool.run() }
        let result: Result<[ImportRow], StoreFailure>
        do throws(StoreFailure) {
            try await pool.waitUntilConnected(by: Deadline(after: .seconds(10)))
            result = .success(try await rows(over: pool))
        } catch { result = .failure(error) }
        running.cancel()
        await running.value
        return try result.get()
    }

    private func rows(over pool: PostgresPool) async throws(StoreFailure) -> [ImportRow] {
        let deadline = Deadline(after: Self.patience)
        do throws(CallFailure) {
            return try await pool.call(by: deadline) { [table] session throws(CallFailure) in
                // No transaction: a standby refuses one that may write.
                try session.execute("SET default_transaction_read_only = on", by: deadline)
                let name = try session.quotedName(of: table, by: deadline)
                // `name` is the server's own, quoted by it; texts are the same bytes in either of its formats.
                let columns = ImportRow.columns.map { "\($0)::text" }.joined(separator: ", ")
                return try session.execute("SELECT \(columns) FROM \(name)", by: deadline).rows.map(\.importRow)
            }
        } catch { throw error.failure }
    }
}

extension Row {
    /// The columns of a foreign row; what is no text is as good as nothing.
    fileprivate var importRow: ImportRow {
        func text(_ column: Int) -> String? { (try? optionalText(column)) ?? nil }
        return ImportRow(grantType: text(0), clientID: text(1), hash: text(2), resource: text(3))
    }
}

extension Session {
    /// Finds a table where the role itself would look, and returns its full name, quoted.
    ///
    /// The look-up and the reading run under this connection's own search path, so that nothing that others may have put
    /// into a schema is called.
    fileprivate func quotedName(of table: TableName, by deadline: Deadline) throws(CallFailure) -> String {
        var schemas = table.schema.map { [$0] } ?? []
        if table.schema == nil {
            try execute("SET search_path TO DEFAULT", by: deadline)
            schemas = try execute(.currentSchemas, by: deadline).rows.first?.texts(0) ?? []
            try execute("SET search_path = pg_catalog, pg_temp", by: deadline)
        }
        for schema in schemas {
            let found = try execute(.clientTable, [.text(schema), .text(table.table)], by: deadline).rows.first
            guard let found else { continue }
            let columns = try found.texts(1)
            if let missing = ImportRow.columns.first(where: { !columns.contains($0) }) {
                throw .store(StoreFailure(.failed, cause: "the table \(table) has no column \(missing)"))
            }
            return try found.text(0)
        }
        throw .store(StoreFailure(.failed, cause: "there is no table \(table), or the role can't see its schema"))
    }
}

extension Statement {
    /// Where the role looks for a table without a schema, in order.
    static let currentSchemas = Statement(
        "current_schemas", "SELECT pg_catalog.current_schemas(false)::text[]")

    /// A table or view by its schema and name: quoted, and the names of its columns.
    static let clientTable = Statement(
        "find_client_table",
        """
        SELECT pg_catalog.format('%I.%I', n.nspname, c.relname), ARRAY(
            SELECT a.attname::text FROM pg_catalog.pg_attribute a
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        )
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = $1::text AND c.relname = $2::text AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
        """)
}
