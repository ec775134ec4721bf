public import SteelcutDomain
import Synchronization

/// The revocations of a store as one immutable list, which a refresh carries on.
///
/// What is revoked through it is in the list when the call returns; what others revoke, after the next refresh.
public final class RememberedRevocations: Ports.RevocationStore, Ports.RevocationSource {
    private let store: any Ports.RevocationStore
    private let clock: any Ports.Clock
    private let list = Mutex<RevocationList?>(nil)
    private let nextSweep = Mutex(Duration.zero)

    /// Begins without a list; `refresh()` brings it.
    public init(over store: any Ports.RevocationStore, clock: any Ports.Clock) {
        self.store = store
        self.clock = clock
    }

    /// Reads what came since the last time, lets go of what has ended, and has the store forget it once an hour.
    ///
    /// - Throws: What the store throws; the list from before stays in force.
    public func refresh() async throws(StoreFailure) {
        let known = list.withLock(\.self)
        let now = clock.now()
        var page = try await store.revocations(after: known?.counter ?? 0, at: now)
        // A store that was restored from a backup may stand lower: then everything is news.
        if let known, page.counter < known.counter { page = try await store.revocations(after: 0, at: now) }
        list.withLock { $0 = ($0 ?? RevocationList()).following(page, at: now) }
        // What can't be forgotten now is forgotten later: nothing depends on it.
        if sweepIsDue() { try? await store.removeEndedRevocations(at: now) }
    }

    private func sweepIsDue() -> Bool {
        let now = clock.uptime()
        return nextSweep.withLock { next in
            guard now >= next else { return false }
            next = now + .seconds(3600)
            return true
        }
    }

    /// The list of the last refresh.
    ///
    /// - Throws: `RevocationsUnavailable` before the first.
    public func currentRevocations() throws(RevocationsUnavailable) -> RevocationList {
        guard let list = list.withLock(\.self) else { throw RevocationsUnavailable(retryAfter: 1) }
        return list
    }

    /// Adds a revocation to the store, and then to the list.
    public func revoke(_ revocation: Revocation) async throws(StoreFailure) {
        try await store.revoke(revocation)
        // The counter is read, not guessed: others may have revoked meanwhile.
        try await refresh()
    }

    /// What the store has.
    public func revocations(after counter: Int64, at now: Timestamp) async throws(StoreFailure) -> RevocationPage {
        try await store.revocations(after: counter, at: now)
    }

    /// Has the store forget what ended long ago.
    public func removeEndedRevocations(at now: Timestamp) async throws(StoreFailure) {
        try await store.removeEndedRevocations(at: now)
    }
}

/// The signed list of revocations, signed once for as long as it holds.
public final class RememberedRevocationList: Sendable {
    private let publish: PublishRevocations
    private let last = Mutex<PublishedRevocations?>(nil)

    /// Begins without a list; the first who asks has it signed.
    public init(publish: PublishRevocations) { self.publish = publish }

    /// The list of now.
    ///
    /// - Throws: `TokenError.unavailable`.
    public func current() async throws(TokenError) -> PublishedRevocations {
        let published = try await publish(after: last.withLock(\.self))
        last.withLock { $0 = published }
        return published
    }
}
