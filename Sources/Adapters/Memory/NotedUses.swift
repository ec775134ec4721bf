public import SteelcutDomain
import Synchronization

/// Counts the uses of stored secrets beside the requests, until `flush()` hands them to a log.
///
/// It stands in front of all other hashers, so that a remembered secret counts as well. A use costs a look into a
/// dictionary under a lock: nothing is written and nothing waited for. Memory is bounded by the number of secrets that
/// were used since the last flush; beyond it the uses of further ones are missed, and their number is told.
public final class NotedUses: Ports.Hasher {
    /// How many secrets a log is given at a time.
    private static let batch = 500

    private struct State {
        var uses: [SecretCheck.Owner: SecretUsage] = [:]
        var missed = 0

        mutating func add(_ usage: SecretUsage, of owner: SecretCheck.Owner, capacity: Int) {
            if let place = uses.index(forKey: owner) {
                uses.values[place].add(usage)
            } else if uses.count < capacity {
                uses[owner] = usage
            } else {
                missed += usage.count
            }
        }
    }

    private let inner: any Ports.Hasher
    private let log: any Ports.UsageLog
    private let clock: any Ports.Clock
    private let capacity: Int
    private let state = Mutex(State())

    /// Stands in front of a hasher.
    ///
    /// - Parameters:
    ///   - inner: What says whether a secret is right.
    ///   - log: Where uses are noted.
    ///   - clock: Says when a use was.
    ///   - capacity: How many secrets' uses are kept between two flushes.
    public init(
        over inner: any Ports.Hasher, log: any Ports.UsageLog, clock: any Ports.Clock, capacity: Int = 100_000
    ) {
        self.inner = inner
        self.log = log
        self.clock = clock
        self.capacity = max(1, capacity)
    }

    /// Whether the secret is right; where it is one that is stored, the use is counted.
    ///
    /// - Throws: What the hasher behind throws.
    public func verify(_ check: SecretCheck) async throws(HasherFailure) -> Bool {
        let isRight = try await inner.verify(check)
        if isRight, let owner = check.owner {
            let usage = SecretUsage(at: clock.now())
            state.withLock { $0.add(usage, of: owner, capacity: capacity) }
        }
        return isRight
    }

    /// What the hasher behind makes of it.
    public func hash(_ secret: ClientSecret) async throws(HasherFailure) -> SecretHash {
        try await inner.hash(secret)
    }

    /// The decoy of the hasher behind.
    public func decoy(for presentedID: String) -> SecretHash { inner.decoy(for: presentedID) }

    /// The decoy of the hasher behind.
    public func decoy(insteadOf hash: SecretHash?) -> SecretHash { inner.decoy(insteadOf: hash) }

    /// What the hasher behind says.
    public func isOutdated(_ hash: SecretHash) -> Bool { inner.isOutdated(hash) }

    /// How many secrets' uses wait for the next flush.
    public var count: Int { state.withLock { $0.uses.count } }

    /// How many uses were missed since the last time this was asked.
    public func takeMissed() -> Int {
        state.withLock { state in
            defer { state.missed = 0 }
            return state.missed
        }
    }

    /// Hands the log what was counted, each client's secrets once; to be called every now and then, and at the end.
    ///
    /// - Throws: What the log throws; what it has not taken is counted on for the next time.
    public func flush() async throws(StoreFailure) {
        var rest = state.withLock { state in
            defer { state.uses = [:] }
            return state.uses
        }[...]
        while !rest.isEmpty {
            let batch = rest.prefix(Self.batch)
            do throws(StoreFailure) {
                try await log.note(Dictionary(uniqueKeysWithValues: batch.map { ($0.key, $0.value) }))
            } catch {
                let untaken = rest
                state.withLock { state in
                    for (owner, usage) in untaken { state.add(usage, of: owner, capacity: capacity) }
                }
                throw error
            }
            rest = rest.dropFirst(Self.batch)
        }
    }
}
