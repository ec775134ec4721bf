public import SteelcutDomain
import Synchronization

/// Counts, beside the requests, what would flood the audit trail as single events, until `flush` makes one event of it.
///
/// A window is an hour from the first thing that is counted. Of lockouts it tells once for each client; IDs that are no
/// client's are counted together and not named, for whoever mistakes a secret for an ID sends secrets as IDs. Memory is
/// bounded: beyond so many IDs within a window, further ones count as others.
public final class AuditTally: Ports.LockoutObserver {
    /// How long a window is.
    public static let window = Duration.seconds(3600)
    /// How many revocations of a client within a window are events of their own.
    public static let singleRevocations = 100

    struct Count {
        var number = 1
        var first: Timestamp
        var last: Timestamp

        mutating func add(_ other: Count) {
            number += other.number
            first = min(first, other.first)
            last = max(last, other.last)
        }

        var members: [JSONMember] {
            [
                JSONMember("count", .integer(number)), JSONMember("first", .string(first.description)),
                JSONMember("last", .string(last.description)),
            ]
        }
    }

    private struct State {
        var began: Duration?
        var lockouts: [String: Count] = [:]
        /// Lockouts of IDs beyond those that are remembered, or of nobody.
        var others: Count?
        /// How many revocations each client had as events of their own.
        var single: [ClientID: Int] = [:]
        /// The revocations beyond them.
        var revocations: [ClientID: Count] = [:]

        mutating func addLockouts(_ id: String, _ count: Count, capacity: Int) {
            if lockouts[id]?.add(count) != nil { return }
            guard lockouts.count >= capacity else { return lockouts[id] = count }
            addOthers(count)
        }

        mutating func addOthers(_ count: Count) {
            if others?.add(count) == nil { others = count }
        }

        mutating func addRevocations(_ id: ClientID, _ count: Count) {
            if revocations[id]?.add(count) == nil { revocations[id] = count }
        }

        var isEmpty: Bool { lockouts.isEmpty && others == nil && revocations.isEmpty }
    }

    private let log: any Ports.AuditLog
    private let clients: any Ports.ClientStore
    private let chain: AuditChain
    private let clock: any Ports.Clock
    private let capacity: Int
    private let state = Mutex(State())

    /// Begins with nothing counted.
    ///
    /// - Parameters:
    ///   - log: Where events go.
    ///   - clients: Says which IDs are clients'.
    ///   - chain: Makes the hashes where the log does not.
    ///   - clock: Says when something was, and its uptime when a window is over.
    ///   - capacity: How many IDs are told apart within a window.
    public init(
        log: any Ports.AuditLog, clients: any Ports.ClientStore, chain: AuditChain, clock: any Ports.Clock,
        capacity: Int = 100
    ) {
        self.log = log
        self.clients = clients
        self.chain = chain
        self.clock = clock
        self.capacity = max(1, capacity)
    }

    /// Counts a refused check.
    public func noteLockout(of presentedID: String) {
        let (now, uptime) = (clock.now(), clock.uptime())
        state.withLock { state in
            state.began = state.began ?? uptime
            state.addLockouts(presentedID, Count(first: now, last: now), capacity: capacity)
        }
    }

    /// Whether a client's revocation is to be an event of its own; otherwise it has been counted.
    func takesSingly(revocationBy id: ClientID) -> Bool {
        let (now, uptime) = (clock.now(), clock.uptime())
        return state.withLock { state in
            state.began = state.began ?? uptime
            // Clients have authenticated: there are not more of them than somebody has registered.
            guard state.single[id, default: 0] >= Self.singleRevocations else {
                state.single[id, default: 0] += 1
                return true
            }
            state.addRevocations(id, Count(first: now, last: now))
            return false
        }
    }

    /// Hands the log what was counted in a window that is over; to be called every now and then, and at the end.
    ///
    /// - Parameter isLast: Whether the window is over because nothing will be counted any more.
    /// - Throws: What the stores throw; what the log has not taken is counted on for the next time.
    public func flush(isLast: Bool = false) async throws(StoreFailure) {
        let uptime = clock.uptime()
        let counted: State? = state.withLock { state in
            guard let began = state.began, isLast || began + Self.window <= uptime else { return nil }
            defer { state = State() }
            return state
        }
        guard let counted, !counted.isEmpty else { return }
        do throws(StoreFailure) {
            let entries = try await entries(counted)
            try await log.append(chain.record(entries))
        } catch {
            state.withLock { state in
                state.began = counted.began
                for (id, count) in counted.lockouts { state.addLockouts(id, count, capacity: capacity) }
                if let others = counted.others { state.addOthers(others) }
                for (id, count) in counted.revocations { state.addRevocations(id, count) }
                state.single.merge(counted.single) { $0 + $1 }
            }
            throw error
        }
    }

    private func entries(_ counted: State) async throws(StoreFailure) -> [AuditEntry] {
        let now = clock.now()
        var others = counted.others
        var entries: [AuditEntry] = []
        for (id, count) in counted.lockouts.sorted(by: { $0.key < $1.key }) {
            if let client = ClientID(parsing: id), try await clients.client(withID: client) != nil {
                entries.append(
                    AuditEntry(
                        at: now, by: .server, .clientLockedOut, [JSONMember("client_id", .string(id))] + count.members))
            } else if others?.add(count) == nil {
                others = count
            }
        }
        if let others {
            entries.append(
                AuditEntry(at: now, by: .server, .clientLockedOut, [JSONMember("client_id", .null)] + others.members))
        }
        for (id, count) in counted.revocations.sorted(by: { $0.key < $1.key }) {
            entries.append(
                AuditEntry(
                    at: now, by: .client(id), .tokenRevoked,
                    [JSONMember("client_id", .string(id.description))] + count.members))
        }
        return entries
    }
}
