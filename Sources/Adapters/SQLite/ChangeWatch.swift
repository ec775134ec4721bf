#if SQLite
import GRDB
public import SteelcutDomain
import Synchronization

/// Reads the change counter when `data_version` says that somebody has written.
///
/// `data_version` is a number of one connection: it moves with what every other one commits, of this process or of
/// another, and not with its own writes (https://www.sqlite.org/pragma.html#pragma_data_version). Hence a connection
/// that does nothing else.
final class ChangeWatch: Sendable {
    private struct Seen {
        var dataVersion: Int64
        var count: Int64
    }

    private let connection: DatabaseQueue
    private let seen = Mutex<Seen?>(nil)

    init(path: String, timeout: Duration) throws {
        var configuration = SQLiteStore.configuration(timeout: timeout)
        configuration.readonly = true
        configuration.label = "steelcut.sqlite.watch"
        connection = try DatabaseQueue(path: path, configuration: configuration)
    }

    /// The counter; both numbers are of one snapshot, since `read` is one transaction.
    func count() async throws -> Int64 {
        try await connection.read { db in
            guard let version = try Int64.fetchOne(db.cachedStatement(sql: "PRAGMA data_version")) else {
                throw StoreFailure(.corrupt, cause: "no data_version")
            }
            if let seen = self.seen.withLock({ $0 }), seen.dataVersion == version { return seen.count }
            guard let count = try Int64.fetchOne(db.cachedStatement(sql: "SELECT count FROM change_counter")) else {
                throw StoreFailure(.corrupt, cause: "change_counter is empty")
            }
            self.seen.withLock { $0 = Seen(dataVersion: version, count: count) }
            return count
        }
    }
}

extension SQLiteStore: Ports.ChangeCounter {
    /// The change counter of the file, which triggers move: what is changed by hand counts as well.
    ///
    /// Replaced hashes move it too.
    public func changeCount() async throws(StoreFailure) -> Int64 {
        do { return try await connections().watch.count() } catch { throw StoreFailure(error) }
    }
}
#endif
