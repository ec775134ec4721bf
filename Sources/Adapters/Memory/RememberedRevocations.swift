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

    /// Reads what came since the last time; now and then lets go of what has ended, and has the store forget it.
    ///
    /// - Parameter anew: Whether to read everything again: the store may be another one, which counts as far and holds
    ///   something else. What is revoked stays so.
    /// - Throws: What the store throws; the list from before stays in force.
    public func refresh(anew: Bool = false) async throws(StoreFailure) {
        let known = list.withLock(\.self)
        let now = clock.now()
        var page = try await store.revocations(after: anew ? 0 : known?.counter ?? 0, at: now)
        // A store that was restored from a backup may stand lower: then everything is news.
        if let known, page.counter < known.counter { page = try await store.revocations(after: 0, at: now) }
        let sweeps = sweepIsDue()
        // A list of many is not gone through each second for nothing.
        if known == nil || sweeps || !page.revocations.isEmpty || page.counter != known?.counter {
            list.withLock { $0 = ($0 ?? RevocationList()).following(page, at: now) }
        }
        // What can't be forgotten now is forgotten later: nothing depends on it.
        if sweeps { try? await store.removeEndedRevocations(at: now) }
    }

    private func sweepIsDue() -> Bool {
        let now = clock.uptime()
        return nextSweep.withLock { next in
            guard now >= next else { return false }
            next = now + .seconds(600)
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
