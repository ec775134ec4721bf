import Logging
import ServiceLifecycle
import SteelcutConfiguration
public import SteelcutDomain
import SteelcutPostgres
import SteelcutSQLite

/// The store that the settings name, opened: one place that knows which there are.
public struct ClientStorage: Sendable {
    /// One numbered step of the tables' history.
    public struct Migration: Hashable, Sendable {
        /// Its number, from 1.
        public let version: Int
        /// What it brings.
        public let name: String
        /// Whether the store has it.
        public let isApplied: Bool
    }

    /// Clients and their hashes.
    public let clients: any Ports.ClientStore
    /// What tokens are no longer to be taken.
    public let revocations: any Ports.RevocationStore
    /// How secrets are used.
    let usage: any Ports.UsageLog
    /// Signing keys, sealed.
    let sealedKeys: any Ports.SealedKeyStore
    /// The audit trail.
    let audit: any Ports.AuditLog
    /// Takes many clients at once.
    let intake: any Ports.ClientIntake
    /// Says that something changed.
    public let changes: any Ports.ChangeCounter
    /// Knows what stored hashes cost.
    let hashCosts: any Ports.HashCosts
    /// What keeps the connections, where there are any; it has to run for the store to answer.
    let service: (any Service)?
    /// What hears of changes as they are made, where the store has a way to tell; it is told whether everything has to be
    /// read again.
    let changeListener: @Sendable (_ report: @escaping @Sendable (_ everything: Bool) -> Void) -> (any Service)?
    /// Waits for the first connection, where there are any, and says at once what waiting does not mend.
    let connect: @Sendable (Duration) async throws(StoreFailure) -> Void
    /// Brings the tables up to date and returns how many migrations that took.
    let migrate: @Sendable () async throws(StoreFailure) -> Int
    /// All migrations, applied or not.
    let migrations: @Sendable () async throws(StoreFailure) -> [Migration]
    /// Throws where the tables are missing or of a later program.
    let checkInitialized: @Sendable () async throws(StoreFailure) -> Void
    /// What the role can do beyond what serving needs.
    let excessRights: @Sendable () async throws(StoreFailure) -> [String]
}

extension ClientStorage {
    /// Opens the store.
    ///
    /// - Parameters:
    ///   - settings: Where it is, and how long it may take.
    ///   - createIfMissing: Whether an embedded store is made where there is none.
    /// - Throws: `StoreFailure` where there is none and it may not be made, `ConfigurationError` for a connection string
    ///   that can't be read.
    init(_ settings: StoreSettings, createIfMissing: Bool, logger: Logger) throws {
        switch settings.location {
        case .sqlite(let path):
            let store = try SQLiteStore.open(path: path, createIfMissing: createIfMissing, timeout: settings.timeout)
            self.init(sqlite: store)
        case .postgres(let connectionString):
            let postgres: PostgresSettings
            do throws(PostgresSettings.Defect) {
                postgres = try PostgresSettings(connectionString: connectionString, timeout: settings.timeout)
            } catch { throw ConfigurationError("database.url", error.rawValue) }
            self.init(postgres: PostgresStore(postgres, logger: logger))
        }
    }

    private init(sqlite store: SQLiteStore) {
        clients = store
        revocations = store
        usage = store
        sealedKeys = store
        audit = store
        intake = store
        changes = store
        hashCosts = store
        service = nil
        changeListener = { _ in nil }
        connect = { _ in }
        migrations = { () async throws(StoreFailure) in
            try await store.migrationStatus().map {
                Migration(version: $0.version, name: $0.name, isApplied: $0.applied != nil)
            }
        }
        migrate = { () async throws(StoreFailure) in try await store.migrate() }
        checkInitialized = { () async throws(StoreFailure) in try await store.checkInitialized() }
        excessRights = { [] }
    }

    private init(postgres store: PostgresStore) {
        clients = store
        revocations = store
        usage = store
        sealedKeys = store
        audit = store
        intake = store
        changes = store
        hashCosts = store
        service = store
        changeListener = { report in store.changeListener { report($0 == .everything) } }
        connect = { (timeout) async throws(StoreFailure) in try await store.waitUntilConnected(timeout: timeout) }
        migrations = { () async throws(StoreFailure) in
            try await store.migrationStatus().map {
                Migration(version: $0.version, name: $0.name, isApplied: $0.isApplied)
            }
        }
        migrate = { () async throws(StoreFailure) in try await store.migrate() }
        checkInitialized = { () async throws(StoreFailure) in try await store.checkInitialized() }
        excessRights = { () async throws(StoreFailure) in try await store.excessRights() }
    }

    /// Runs `body` with the store's connections kept, where it has any.
    func withConnections<Value>(_ body: () async throws -> Value) async throws -> Value {
        guard let service else { return try await body() }
        let keeping = Task { try await service.run() }
        let result: Result<Value, any Error>
        do {
            result = .success(try await body())
        } catch { result = .failure(error) }
        // Waited for: a connection that is still in use when the process ends meets libraries that are being torn down.
        keeping.cancel()
        _ = await keeping.result
        return try result.get()
    }
}
