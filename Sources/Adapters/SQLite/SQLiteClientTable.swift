#if SQLite
import GRDB
public import SteelcutDomain

/// Somebody else's table of clients in an SQLite file, read and never written.
public struct SQLiteClientTable: Ports.ClientSource {
    private let path: String
    private let table: TableName

    /// Names a table of a file.
    public init(path: String, table: TableName) {
        // A path has none of the meanings that SQLite gives to names such as "file:…".
        self.path = path.hasPrefix("/") || path.hasPrefix("./") ? path : "./" + path
        self.table = table
    }

    /// All rows, over a connection that can't write.
    ///
    /// - Throws: `StoreFailure` where there is no such file or table, or a column is missing.
    public func rows() async throws(StoreFailure) -> [ImportRow] {
        try DatabaseFile.prepare(at: path, createIfMissing: false, toWrite: false)
        var configuration = SQLiteStore.configuration(timeout: .seconds(10))
        configuration.readonly = true
        configuration.label = "steelcut.sqlite.import"
        do {
            let connection = try DatabaseQueue(path: path, configuration: configuration)
            return try await connection.read { [table] db in try Self.rows(db, table) }
        } catch { throw StoreFailure(error) }
    }

    private static func rows(_ db: Database, _ table: TableName) throws -> [ImportRow] {
        let columns = Set(
            try String.fetchAll(
                db, sql: "SELECT name FROM pragma_table_info(?, ?)",
                arguments: [table.table, table.schema ?? "main"]))
        guard !columns.isEmpty else { throw StoreFailure(.failed, cause: "there is no table \(table)") }
        if let missing = ImportRow.columns.first(where: { !columns.contains($0) }) {
            throw StoreFailure(.failed, cause: "the table \(table) has no column \(missing)")
        }
        let name = [table.schema ?? "main", table.table].map(quoted).joined(separator: ".")
        let read = try Row.fetchAll(db, sql: "SELECT \(ImportRow.columns.joined(separator: ", ")) FROM \(name)")
        return read.map { row in
            ImportRow(
                grantType: text(row, "grant_type"), clientID: text(row, "client_id"),
                hash: text(row, "client_secret"), resource: text(row, "resource"))
        }
    }

    /// An identifier (https://www.sqlite.org/lang_keywords.html): no character of it ends it.
    private static func quoted(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }

    private static func text(_ row: Row, _ column: String) -> String? {
        let value: DatabaseValue = row[column]
        guard case .string(let text) = value.storage else { return nil }
        return text
    }
}
#endif
