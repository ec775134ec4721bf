public import Logging
public import ServiceLifecycle
public import SteelcutDomain

/// The store of many machines: clients in PostgreSQL.
///
/// `run()` opens its connections and keeps them open; nothing can be asked before. Any number of programs may share a
/// database. Each call ends within `PostgresSettings.timeout`, whatever the server does; a change whose COMMIT was not
/// answered is looked for once more, for as long again, and may end as `.unknownOutcome`.
public final class PostgresStore: Ports.ClientStore, Ports.ChangeCounter, Service {
    let settings: PostgresSettings
    let pool: PostgresPool
    private let lookUps: ClientLookUps
    private let logger: Logger?
    private let log: ConnectionLog

    /// A store that is not connected yet.
    ///
    /// - Parameters:
    ///   - settings: The database.
    ///   - logger: Told when the database is lost and when it is back.
    public init(_ settings: PostgresSettings, logger: Logger? = nil) {
        self.settings = settings
        self.logger = logger
        let log = ConnectionLog(logger, connections: settings.connections)
        self.log = log
        let pool = PostgresPool(settings) { log.note($0) }
        self.pool = pool
        lookUps = ClientLookUps(timeout: settings.timeout) { ids, deadline throws(StoreFailure) in
            do throws(CallFailure) {
                let found = try await pool.attempts(by: deadline) { session, deadline throws(CallFailure) in
                    try session.clients(withIDs: ids, by: deadline)
                }
                return found.mapValues { $0.mapError(\.failure) }
            } catch { throw error.failure }
        }
    }

    /// Keeps the connections open until the task is cancelled or the service is to stop.
    public func run() async {
        await cancelWhenGracefulShutdown { await self.pool.run() }
    }

    /// What hears from the database that something has changed, on one more connection, once it is run.
    ///
    /// A connection of the pool that is made anew says so as well: where the database does not notify, that is what tells
    /// that another server may have taken its place.
    ///
    /// - Parameter report: Told of it.
    public func changeListener(
        report: @escaping @Sendable (PostgresChangeListener.News) -> Void
    ) -> PostgresChangeListener {
        log.tell { report(.everything) }
        return PostgresChangeListener(settings, pool.lineage, logger: logger, report: report)
    }

    /// Runs `body` beside a store that is connected as long as it takes: for programs that do one thing and end.
    ///
    /// - Throws: What `body` throws.
    public static func withStore<Value: Sendable>(
        _ settings: PostgresSettings, _ body: @Sendable (PostgresStore) async throws -> Value
    ) async throws -> Value {
        let store = PostgresStore(settings)
        return try await withThrowingDiscardingTaskGroup { group in
            group.addTask { await store.pool.run() }
            defer { group.cancelAll() }
            return try await body(store)
        }
    }

    /// Waits for the database.
    ///
    /// - Parameter timeout: How long; `nil` is for ever.
    /// - Throws: `StoreFailure`. At once what no waiting mends: `.notPermitted` where the login is refused, `.failed` where
    ///   there is no such database. `.unavailable` when the time is over or the task is cancelled.
    public func waitUntilConnected(timeout: Duration?) async throws(StoreFailure) {
        try await pool.waitUntilConnected(by: timeout.map(Deadline.init(after:)))
    }

    // MARK: Ports.ClientStore

    /// The client with this ID and all its secrets, in one round trip, which others who ask at the time may share.
    public func client(withID id: ClientID) async throws(StoreFailure) -> Client? {
        try await lookUps.client(withID: id)
    }

    /// Clients in the order of the bytes of their IDs.
    public func clients(after id: ClientID?, limit: Int) async throws(StoreFailure) -> [Client] {
        try await read { session, deadline throws(CallFailure) in
            let values = [Value.text(id?.description), .integer(Int64(limit))]
            var clients: [Client] = []
            for (_, rows) in try session.execute(.clients, values, by: deadline).rows.ofEachClient() {
                clients.append(try Client(rows: rows))
            }
            return clients
        }
    }

    /// Adds a client; where COMMIT was not answered, the client is looked for before anything is said.
    public func add(_ client: Client) async throws(ClientStoreError) {
        do throws(ClientRefusal) { try client.checkSecrets() } catch { throw .refused(error) }
        let isNew = try await change { session, deadline throws(CallFailure) in
            try session.insert(client, by: deadline) ? .commit(true) : .rollback(false)
        } isMade: { session, deadline throws(CallFailure) in
            // Waits for the lost transaction where it still runs: both want the same key.
            guard try session.insert(client, by: deadline) else {
                return try session.client(client.id, by: deadline) == client ? .made(true) : .unknown
            }
            return .notMade
        }
        guard isNew else { throw .duplicate(client.id) }
    }

    /// Changes a client, its row locked meanwhile.
    @discardableResult
    public func update(
        _ id: ClientID, _ change: @Sendable (inout Client) throws(ClientRefusal) -> Void
    ) async throws(ClientStoreError) -> Client {
        let wanted = Latest<Client>()
        let outcome: Result<Client, ClientStoreError> = try await self.change { session, deadline throws(CallFailure) in
            guard let before = try session.lockedClient(id, by: deadline) else {
                return .rollback(.failure(.unknownClient(id)))
            }
            var changed = before
            do throws(ClientRefusal) {
                try change(&changed)
                try changed.checkSecrets()
            } catch { return .rollback(.failure(.refused(error))) }
            let after = before.becoming(changed)
            wanted.set(after)
            try session.write(after, by: deadline)
            return .commit(.success(after))
        } isMade: { session, deadline throws(CallFailure) in
            guard let now = try session.lockedClient(id, by: deadline), let after = wanted.value else {
                return .unknown
            }
            return now == after ? .made(.success(after)) : .unknown
        }
        return try outcome.get()
    }

    /// Removes a client with its secrets.
    public func remove(_ id: ClientID) async throws(ClientStoreError) {
        let wasThere = try await change { session, deadline throws(CallFailure) in
            let count = try session.execute(.deleteClient, [.text(id.description)], by: deadline).count
            return count == 1 ? .commit(true) : .rollback(false)
        } isMade: { session, deadline throws(CallFailure) in
            try session.lockedClient(id, by: deadline) == nil ? .made(true) : .notMade
        }
        guard wasThere else { throw .unknownClient(id) }
    }

    /// Replaces a hash where `old` is still stored, in one statement.
    public func replaceHash(
        ofSecret secretID: String, of id: ClientID, old: SecretHash, new: SecretHash
    ) async throws(StoreFailure) {
        let values = [Value.text(id.description), .text(secretID), .text(old.encoded), .text(new.encoded)]
        try await write { session, deadline throws(CallFailure) in
            _ = try session.final { () throws(CallFailure) in
                try session.execute(.replaceHash, values, by: deadline)
            }
        }
    }

    // MARK: Ports.ChangeCounter

    /// The one row that every administrative change of clients, secrets and keys moves in its own transaction.
    public func changeCount() async throws(StoreFailure) -> Int64 {
        try await read { session, deadline throws(CallFailure) in
            guard let row = try session.execute(.changeCount, by: deadline).rows.first else {
                throw .unreadable("the change counter is missing")
            }
            return try row.integer(0)
        }
    }

    /// The count, and which clients its last thousand moves were for.
    public func changedClients(since count: Int64) async throws(StoreFailure) -> ChangedClients {
        try await read { session, deadline throws(CallFailure) in
            // One row more than are told: then it is too many.
            let values = [Value.integer(count), .integer(Int64(Migration.keptChanges) + 1)]
            let rows = try session.execute(.changedClients, values, by: deadline).rows
            guard let first = rows.first else { throw .unreadable("the change counter is missing") }
            let current = try first.integer(0)
            let any = ChangedClients(count: current, clients: nil)
            // Further back, or in another database's history, what is not listed is not known.
            guard count >= 0, count <= current, current - count < Migration.keptChanges,
                rows.count <= Migration.keptChanges
            else {
                return any
            }
            var changed: Set<ClientID> = []
            for row in rows {
                guard let text = try row.optionalText(1) else { continue }
                guard let id = ClientID(parsing: text) else { return any }
                changed.insert(id)
            }
            return ChangedClients(count: current, clients: changed)
        }
    }
}
