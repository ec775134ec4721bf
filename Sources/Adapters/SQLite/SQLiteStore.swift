#if SQLite
import GRDB
public import SteelcutDomain

/// Clients in an SQLite file: the store for one machine.
///
/// Several programs may have the file open at once: it is in WAL mode, so readers never wait, and who wants to write
/// waits `timeout` at most for another writer. A change that was reported is on the disk (`synchronous = FULL`).
public final class SQLiteStore: Sendable {
    let pool: DatabasePool
    let watch: ChangeWatch
    let timeout: Duration

    private init(pool: DatabasePool, watch: ChangeWatch, timeout: Duration) {
        self.pool = pool
        self.watch = watch
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
        let path = path.hasPrefix("/") ? path : "./" + path
        try DatabaseFile.prepare(at: path, createIfMissing: createIfMissing)
        let deadline = ContinuousClock.now + timeout
        while true {
            do {
                let pool = try DatabasePool(path: path, configuration: configuration(timeout: timeout))
                // GRDB sets NORMAL, which loses what was committed last when the power fails. A client's secret is
                // shown once, so the row it belongs to has to be there (https://www.sqlite.org/pragma.html).
                try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
                return SQLiteStore(pool: pool, watch: try ChangeWatch(path: path, timeout: timeout), timeout: timeout)
            } catch {
                // Entering WAL mode asks for an exclusive lock without calling the busy handler: of two programs that
                // open a new file at once, one is told at once that it is locked.
                let isBusy = (error as? DatabaseError)?.resultCode == .SQLITE_BUSY
                guard isBusy, ContinuousClock.now < deadline else { throw StoreFailure(error) }
                DatabaseFile.pause()
            }
        }
    }

    /// Closes the connections; every later call fails.
    public func close() throws(StoreFailure) {
        do {
            try watch.close()
            try pool.close()
        } catch { throw StoreFailure(error) }
    }

    static func configuration(timeout: Duration) -> Configuration {
        var configuration = Configuration()
        configuration.label = "steelcut.sqlite"
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
