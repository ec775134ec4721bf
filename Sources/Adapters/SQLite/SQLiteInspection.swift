#if SQLite
import GRDB
public import SteelcutDomain

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// What a look at an SQLite file found.
public struct SQLiteInspection: Sendable {
    /// The steps of the schema.
    public let migrations: [SQLiteStore.MigrationStatus]

    /// Looks at the file at `path` and changes nothing, not even the `-wal` and `-shm` files beside it.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - timeout: How long to wait for others.
    /// - Throws: `.notInitialized` where there is no file or a step is missing, `.corrupt` where it is no database or its
    ///   pages do not fit together, `.tooNew` where it is of a later program that says so.
    public static func look(at path: String, timeout: Duration) async throws(StoreFailure) -> SQLiteInspection {
        let path = path.hasPrefix("/") || path.hasPrefix("./") ? path : "./" + path
        try DatabaseFile.prepare(at: path, createIfMissing: false, toWrite: false)
        var configuration = SQLiteStore.configuration(timeout: timeout)
        configuration.readonly = true
        do {
            let queue = try DatabaseQueue(path: address(of: path), configuration: configuration)
            return try await queue.read { db in
                let report = try String.fetchOne(db, sql: "PRAGMA quick_check(1)") ?? ""
                guard report == "ok" else {
                    throw StoreFailure(.corrupt, cause: "quick_check: \(report.replacing("\n", with: " "))")
                }
                try SQLiteStore.checkInitialized(db)
                return SQLiteInspection(migrations: try SQLiteStore.migrationStatus(db))
            }
        } catch {
            let failure = StoreFailure(error)
            throw StoreFailure(failure.code, cause: "\(path): \(failure.cause)")
        }
    }

    /// The path, or where nobody has the file open, a URI that says that it does not change: a reader would make the
    /// files beside it and leave them behind (https://www.sqlite.org/wal.html#read_only_databases).
    private static func address(of path: String) -> String {
        guard unsafe access(path + "-wal", F_OK) != 0 else { return path }
        let escaped = path.replacing("%", with: "%25").replacing("?", with: "%3F").replacing("#", with: "%23")
        return "file:\(escaped)?immutable=1"
    }
}
#endif
