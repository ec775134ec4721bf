#if SQLite
import GRDB
public import SteelcutDomain
import Synchronization

/// Clients in an SQLite file: the store for one machine.
///
/// Several programs may have the file open at once: it is in WAL mode, so readers never wait, and who wants to write
/// waits `timeout` at most for another writer. A change that was reported is on the disk (`synchronous = FULL`).
public final class SQLiteStore: Sendable {
    /// The connections to a file, closed once nobody uses them any more.
    final class Connections: Sendable {
        let pool: DatabasePool
        let watch: ChangeWatch

        init(path: String, timeout: Duration) throws {
            pool = try DatabasePool(path: path, configuration: SQLiteStore.configuration(timeout: timeout))
            // GRDB sets NORMAL, which loses what was committed last when the power fails. A client's secret is shown
            // once, so the row it belongs to has to be there (https://www.sqlite.org/pragma.html#pragma_synchronous).
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            watch = try ChangeWatch(path: path, timeout: timeout)
        }
    }

    let timeout: Duration
    private let open: Mutex<Connections?>

    private init(_ connections: Connections, timeout: Duration) {
        open = Mutex(connections)
        self.timeout = timeout
    }

    /// Opens the file at `path`; blocks the thread, for a little more than `timeout` at worst.
    ///
    /// A file that this makes is 0600 whatever the umask, and so are the `-wal` and `-shm` files beside it, which take
    /// after it. The tables are `migrate()`'s business.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - createIfMissing: Whether to make it where there is none.
    ///   - timeout: How long to wait for another writer, here and in every call.
    /// - Throws: `.notInitialized` where there is no file, `.corrupt` where it is no database, `.notPermitted` where it
    ///   may not be written, `.unavailable` where others keep it locked.
    public static func open(
        path: String, createIfMissing: Bool, timeout: Duration = .seconds(2)
    ) throws(StoreFailure) -> SQLiteStore {
        // SQLite gives names such as ":memory:", "file:…" and the empty one a meaning of their own; a path has none.
        let path = path.hasPrefix("/") || path.hasPrefix("./") ? path : "./" + path
        try DatabaseFile.prepare(at: path, createIfMissing: createIfMissing)
        let deadline = ContinuousClock.now + timeout
        while true {
            do {
                return SQLiteStore(try Connections(path: path, timeout: timeout), timeout: timeout)
            } catch {
                // Entering WAL mode asks for an exclusive lock without calling the busy handler: of two programs that
                // open a new file at once, one is told at once that it is locked.
                let isBusy = (error as? DatabaseError)?.resultCode == .SQLITE_BUSY
                guard isBusy, ContinuousClock.now < deadline else {
                    let failure = StoreFailure(error)
                    throw StoreFailure(failure.code, cause: "\(path): \(failure.cause)")
                }
                DatabaseFile.pause()
            }
        }
    }

    /// Closes the connections when the calls under way have ended; every later call fails.
    public func close() { open.withLock { $0 = nil } }

    /// The connections, for the length of a call: GRDB ends a program that uses one which was closed meanwhile.
    func connections() throws(StoreFailure) -> Connections {
        guard let connections = open.withLock({ $0 }) else { throw StoreFailure(.unavailable, cause: "closed") }
        return connections
    }

    static func configuration(timeout: Duration) -> Configuration {
        var configuration = Configuration()
        configuration.label = "steelcut.sqlite"
        // Where even a rollback fails, the next transaction deals with it; otherwise GRDB ends the program.
        configuration.allowsUnsafeTransactions = true
        let milliseconds = Int((timeout / .milliseconds(1)).clamped(to: 1...3_600_000))
        configuration.prepareDatabase { db in
            // Here and not by `busyMode`, which GRDB sets to 10 seconds for readers.
            try db.execute(sql: "PRAGMA busy_timeout = \(milliseconds)")
            // What a file says about itself may not call functions on its reader's behalf.
            try db.execute(sql: "PRAGMA trusted_schema = OFF")
        }
        return configuration
    }
}
#endif
