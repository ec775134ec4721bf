public import SteelcutDomain
import Synchronization

/// Refuses to look at more secrets for a presented ID that has failed too often within the last minute.
///
/// IDs count whether or not there is such a client: a throttle that knew the difference would tell it. Checks that name
/// a live secret neither count nor are refused. A check takes its place when it is admitted and gives it back where it
/// succeeds or was not looked at, so that checks at the same time can't slip past the limit together.
///
/// An ID is remembered while it has failures of the last minute or checks under way. Where there is no room, the one
/// that asked longest ago is forgotten. Each ID costs its asker a hash, and one machine doesn't compute 100,000 of them
/// in a minute: a flood of IDs frees nobody.
public final class FailureThrottle: Ports.Hasher {
    private static let minute = Duration.seconds(60)

    private struct Record {
        /// When, in uptime, checks failed, oldest first; at most as many as are allowed.
        var failures: [Duration] = []
        var underWay = 0

        mutating func forget(before time: Duration) {
            failures.removeFirst(failures.prefix { $0 <= time }.count)
        }
    }

    private let inner: any Ports.Hasher
    private let clock: any Ports.Clock
    private let limit: Int
    private let lockouts: (any Ports.LockoutObserver)?
    private let records: Mutex<BoundedCache<[UInt8], Record>>

    /// Stands in front of a hasher.
    ///
    /// - Parameters:
    ///   - inner: What checks the secrets.
    ///   - clock: Its uptime says when failures were.
    ///   - failuresPerMinute: How many failed checks an ID may have in any 60 seconds; at least one.
    ///   - capacity: How many IDs are remembered.
    ///   - lockouts: Is told of each check that is refused.
    public init(
        over inner: any Ports.Hasher, clock: any Ports.Clock, failuresPerMinute: Int = 20, capacity: Int = 100_000,
        lockouts: (any Ports.LockoutObserver)? = nil
    ) {
        self.inner = inner
        self.clock = clock
        limit = max(1, failuresPerMinute)
        self.lockouts = lockouts
        records = Mutex(BoundedCache(capacity: capacity))
    }

    /// Whether the secret is right, where the ID may still ask.
    ///
    /// - Throws: `HasherFailure.throttled` where it has failed too often, and what the hasher behind throws.
    public func verify(_ check: SecretCheck) async throws(HasherFailure) -> Bool {
        guard check.lane == .unnamed else { return try await inner.verify(check) }
        let id = Array(check.presentedID.utf8)
        try admit(check.presentedID, id)
        let isRight: Bool
        do throws(HasherFailure) {
            isRight = try await inner.verify(check)
        } catch {
            settle(id, hasFailed: false)
            throw error
        }
        settle(id, hasFailed: !isRight)
        return isRight
    }

    /// Counts a failure that somebody else's run found out.
    ///
    /// - Throws: `HasherFailure.throttled`, without counting, where the ID has failed too often.
    public func countFailure(of check: SecretCheck) throws(HasherFailure) {
        guard check.lane == .unnamed else { return }
        let id = Array(check.presentedID.utf8)
        try admit(check.presentedID, id)
        settle(id, hasFailed: true)
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

    /// How many IDs are remembered.
    public var count: Int { records.withLock { $0.count } }

    private func admit(_ presentedID: String, _ id: [UInt8]) throws(HasherFailure) {
        let now = clock.uptime()
        let wait: Duration? = records.withLock { records in
            var record = records.value(for: id) ?? Record()
            record.forget(before: now - Self.minute)
            let isFull = record.failures.count + record.underWay >= limit
            if !isFull { record.underWay += 1 }
            records.set(record, for: id)
            guard isFull else { return nil }
            return record.failures.first.map { $0 + Self.minute - now } ?? .zero
        }
        guard let wait else { return }
        lockouts?.noteLockout(of: presentedID)
        let (seconds, attoseconds) = wait.components
        throw .throttled(retryAfter: max(1, Int(seconds) + (attoseconds > 0 ? 1 : 0)))
    }

    private func settle(_ id: [UInt8], hasFailed: Bool) {
        let now = clock.uptime()
        records.withLock { records in
            // Forgotten meanwhile: a failure begins a record anew, anything else has nothing to give back.
            var record = records.value(for: id) ?? Record()
            record.underWay = max(0, record.underWay - 1)
            if hasFailed { record.failures.append(now) }
            record.forget(before: now - Self.minute)
            if record.failures.isEmpty, record.underWay == 0 {
                records.remove(id)
            } else {
                records.set(record, for: id)
            }
            sweep(&records, at: now)
        }
    }

    /// Drops up to two whose minute is over, for one that may have come: memory follows what is going on.
    private func sweep(_ records: inout BoundedCache<[UInt8], Record>, at now: Duration) {
        for _ in 0..<2 {
            guard let oldest = records.leastRecentlyUsed?.value, oldest.underWay == 0,
                let last = oldest.failures.last, last <= now - Self.minute
            else { return }
            records.removeLeastRecentlyUsed()
        }
    }
}
