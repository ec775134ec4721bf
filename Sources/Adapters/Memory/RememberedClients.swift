public import SteelcutDomain
import Synchronization

/// Remembers client rows, so that a request for a known client asks no store.
///
/// A row answers for a time after the store last confirmed it: when it was read, or when the store's change counter
/// was still what it had been. Another count drops the rows that were changed, or every row where the store can't say
/// which those are. Where the store can't be reached, rows answer until their time is over, and the look-ups that follow
/// fail. Look-ups of one client at a time share one. That there is no such client is remembered too, beside the rows, so
/// that a flood of unknown IDs drives no row out and an unknown client costs what a known one costs. The answer from a
/// remembered row is given without suspending.
public final class RememberedClients: Ports.ClientStore {
    /// Shared, not copied: a client has many parts.
    private final class Row: Sendable {
        let client: Client?
        /// Uptime before it was read.
        let read: Duration

        init(client: Client?, read: Duration) {
            self.client = client
            self.read = read
        }
    }

    /// `nil`: whoever looked was cancelled, which says nothing of the store.
    private typealias LookUp = Flight<Result<Client?, StoreFailure>?>

    private enum Part {
        case isRemembered(Row)
        case follows(LookUp)
        case leads(LookUp)
    }

    private struct State {
        var rows: BoundedCache<ClientID, Row>
        /// IDs that nobody has.
        var unknown: BoundedCache<ClientID, Row>
        var lookUps: [ClientID: LookUp] = [:]
        /// What the counter was when all that is remembered began to be.
        var changeCount: Int64?
        /// Uptime before the counter was last read and found unchanged.
        var confirmed: Duration?
        var isCurrent = true

        mutating func forget(_ id: ClientID) {
            rows.remove(id)
            unknown.remove(id)
        }
    }

    private let store: any Ports.ClientStore
    private let clock: any Ports.Clock
    private let ttl: Duration
    private let state: Mutex<State>

    /// Stands in front of a store.
    ///
    /// - Parameters:
    ///   - store: What is asked for rows that are not remembered.
    ///   - clock: Its uptime says how old a row is.
    ///   - ttl: How long a row answers after the store last confirmed it.
    ///   - capacity: How many rows are remembered; beyond it the one that was unused for longest is forgotten.
    public init(
        over store: any Ports.ClientStore, clock: any Ports.Clock, ttl: Duration, capacity: Int = 10_000
    ) {
        self.store = store
        self.clock = clock
        self.ttl = ttl
        state = Mutex(State(rows: BoundedCache(capacity: capacity), unknown: BoundedCache(capacity: capacity)))
    }

    /// The client, from memory, from a look-up under way, or from the store.
    ///
    /// - Throws: What the store throws.
    public func client(withID id: ClientID) async throws(StoreFailure) -> Client? {
        while true {
            switch part(of: id) {
            case .isRemembered(let row): return row.client
            case .follows(let lookUp):
                if let result = await lookUp.outcome() { return try result.get() }
            case .leads(let lookUp):
                return try await lead(lookUp, of: id)
            }
        }
    }

    /// Whether the store could be asked when it was last to be.
    public var isCurrent: Bool { state.withLock { $0.isCurrent } }

    /// Asks the counter, then confirms or drops what is remembered; to be called every now and then.
    ///
    /// - Parameters:
    ///   - counter: What is asked.
    ///   - anew: Whether to drop what is remembered whatever the counter says: it may be another store's, which counts as
    ///     far and holds something else.
    /// - Throws: What the counter throws; what is remembered stays and grows older.
    public func refresh(_ counter: any Ports.ChangeCounter, anew: Bool = false) async throws(StoreFailure) {
        let start = clock.uptime()
        let known = anew ? nil : state.withLock { $0.changeCount }
        do throws(StoreFailure) {
            let changed =
                if let known { try await counter.changedClients(since: known) } else {
                    ChangedClients(count: try await counter.changeCount(), clients: nil)
                }
            take(changed, since: known, at: start)
        } catch {
            state.withLock { $0.isCurrent = false }
            throw error
        }
    }

    /// Takes what the counter said: drops the rows that have changed, and confirms the others as of `time`.
    ///
    /// - Parameters:
    ///   - changed: What the counter said.
    ///   - known: The count that it was asked about.
    ///   - time: The uptime before it was asked: what was committed after that it may not have seen.
    func take(_ changed: ChangedClients, since known: Int64?, at time: Duration) {
        // The rows leave the lock before they are let go of, which takes a while where there are thousands.
        _ = state.withLock { state -> [BoundedCache<ClientID, Row>]? in
            state.isCurrent = true
            if let clients = changed.clients, state.changeCount == known {
                for id in clients {
                    state.forget(id)
                    // A look-up under way may have read it from before.
                    state.lookUps[id] = nil
                }
                state.changeCount = changed.count
                state.confirmed = max(time, state.confirmed ?? time)
                return nil
            }
            let dropped = [state.rows, state.unknown]
            state = State(
                rows: BoundedCache(capacity: state.rows.capacity), unknown: BoundedCache(capacity: state.rows.capacity),
                changeCount: changed.count, confirmed: time)
            return dropped
        }
    }

    private func part(of id: ClientID) -> Part {
        let now = clock.uptime()
        return state.withLock { state in
            if let row = state.rows.value(for: id) ?? state.unknown.value(for: id) {
                // A row is here only where nothing was dropped since before it was read, so a confirmation of what is
                // here is one of it.
                if now - max(row.read, state.confirmed ?? row.read) < ttl { return .isRemembered(row) }
                state.forget(id)
            }
            if let lookUp = state.lookUps[id] { return .follows(lookUp) }
            let lookUp = LookUp()
            state.lookUps[id] = lookUp
            return .leads(lookUp)
        }
    }

    private func lead(_ lookUp: LookUp, of id: ClientID) async throws(StoreFailure) -> Client? {
        let start = clock.uptime()
        let result: Result<Client?, StoreFailure>
        do throws(StoreFailure) {
            result = .success(try await store.client(withID: id))
        } catch { result = .failure(error) }
        state.withLock { state in
            // Not under way any more: the row was dropped meanwhile, and this may be what it was before.
            guard state.lookUps[id] === lookUp else { return }
            state.lookUps[id] = nil
            switch result {
            case .success(let client?): state.rows.set(Row(client: client, read: start), for: id)
            case .success(nil): state.unknown.set(Row(client: nil, read: start), for: id)
            case .failure: break
            }
        }
        if case .failure = result, Task.isCancelled { lookUp.land(nil) } else { lookUp.land(result) }
        return try result.get()
    }

    /// Forgets a row, and lets no look-up that began before now bring it back.
    private func drop(_ id: ClientID) {
        state.withLock { state in
            state.forget(id)
            state.lookUps[id] = nil
        }
    }
}

extension RememberedClients {
    /// The store's list.
    public func clients(after id: ClientID?, limit: Int) async throws(StoreFailure) -> [Client] {
        try await store.clients(after: id, limit: limit)
    }

    /// Adds to the store.
    public func add(_ client: Client) async throws(ClientStoreError) {
        defer { drop(client.id) }
        try await store.add(client)
    }

    /// Changes what is in the store, and forgets the row whatever came of it.
    @discardableResult
    public func update(
        _ id: ClientID, _ change: @Sendable (inout Client) throws(ClientRefusal) -> Void
    ) async throws(ClientStoreError) -> Client {
        defer { drop(id) }
        return try await store.update(id, change)
    }

    /// Removes from the store, and forgets the row whatever came of it.
    public func remove(_ id: ClientID) async throws(ClientStoreError) {
        defer { drop(id) }
        try await store.remove(id)
    }

    /// Replaces the hash in the store, and forgets the row whatever came of it.
    public func replaceHash(
        ofSecret secretID: String, of id: ClientID, old: SecretHash, new: SecretHash
    ) async throws(StoreFailure) {
        defer { drop(id) }
        try await store.replaceHash(ofSecret: secretID, of: id, old: old, new: new)
    }
}
