import Foundation
import GRDB
import SteelcutDomain
import SteelcutSQLite
import Testing

/// An SQLite file in a folder of its own, and ways in that are not the store's.
final class SQLiteFixture: Sendable {
    private let folder: URL
    var path: String { folder.appending(path: "steelcut.db").path }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "steelcut-sqlite-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// A store with its tables.
    func store(timeout: Duration = .seconds(2)) async throws -> SQLiteStore {
        let store = try SQLiteStore.open(path: path, createIfMissing: true, timeout: timeout)
        try await store.migrate()
        return store
    }

    /// Another program's connection, as careless as the `sqlite3` shell: no foreign keys.
    func shell() throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        configuration.busyMode = .timeout(5)
        configuration.allowsUnsafeTransactions = true
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    func run(_ sql: String) throws { try shell().write { try $0.execute(sql: sql) } }

    /// The names in the folder.
    var files: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() } }
}

/// The store's failure that `body` throws.
func storeFailure(of body: () async throws -> Void) async throws -> StoreFailure {
    do { try await body() } catch let failure as StoreFailure { return failure } catch ClientStoreError.failed(
        let failure)
    {
        return failure
    } catch KeyStoreError.failed(let failure) { return failure }
    throw Unexpected(what: "nothing was thrown")
}

struct Unexpected: Error { let what: String }
