import SteelcutConfiguration
import SteelcutDomain
import SteelcutPostgres
import SteelcutSQLite

/// The table that clients are imported from could not be read.
public struct ImportSourceFailure: Error, CustomStringConvertible {
    /// What happened and to which table, in one line; free of passwords.
    public let description: String
}

/// The Python package's table, in whichever database it is.
struct ImportSource {
    private let source: any Ports.ClientSource
    private let location: StoreLocation

    /// - Throws: `ImportSourceFailure` for a connection string that can't be read.
    init(_ location: StoreLocation, table: TableName) throws(ImportSourceFailure) {
        self.location = location
        switch location {
        case .sqlite(let path): source = SQLiteClientTable(path: path, table: table)
        case .postgres(let connectionString):
            do throws(PostgresSettings.Defect) {
                source = try PostgresClientTable(connectionString: connectionString, table: table)
            } catch { throw Self.failure(location, error.rawValue) }
        }
    }

    /// All rows.
    func rows() async throws(ImportSourceFailure) -> [ImportRow] {
        do throws(StoreFailure) { return try await source.rows() } catch {
            throw Self.failure(location, error.cause.isEmpty ? error.description : error.cause)
        }
    }

    private static func failure(_ location: StoreLocation, _ cause: String) -> ImportSourceFailure {
        ImportSourceFailure(description: "can't read the clients to import from \(location): \(cause)")
    }
}
