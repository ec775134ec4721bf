public import SteelcutDomain
import Synchronization

/// The revocations of a store as one immutable list, which a refresh carries on.
///
/// What is revoked through it is in the list when the call returns; what others revoke, after the next refresh.
public final class RememberedRevocations: Ports.RevocationStore, Ports.RevocationSource {
    private struct State {
        var list: RevocationList?
        /// How far the store was read; the list's own counter goes further where the store went back.
        var position: Int64 = 0
    }

    private let store: any Ports.RevocationStore
    private let clock: any Ports.Clock
    private let state = Mutex(State())
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
        let (known, position) = state.withLock { ($0.list, $0.position) }
        let now = clock.now()
        var page = try await store.revocations(after: anew ? 0 : position, at: now)
        if let known, anew || page.counter < known.counter {
            page = try await mended(page, isWhole: anew || position == 0, knowing: known, at: now)
        }
        let sweeps = sweepIsDue()
        state.withLock { state in
            // A list of many is not gone through each second for nothing.
            if known == nil || sweeps || !page.revocations.isEmpty || page.counter != position {
                state.list = (state.list ?? RevocationList()).following(page, at: now)
            }
            state.position = page.counter
        }
        // What can't be forgotten now is forgotten later: nothing depends on it.
        if sweeps { try? await store.removeEndedRevocations(at: now) }
    }

    /// All that a store holds which may have lost something: another database took its place, or it was restored.
    ///
    /// What it has lost it is told again, so that it is revoked for those, too, who ask there only, and that its counter
    /// doesn't stay behind the one that was published. Where it can't be told now, it is at the next refresh.
    private func mended(
        _ page: RevocationPage, isWhole: Bool, knowing known: RevocationList, at now: Timestamp
    ) async throws(StoreFailure) -> RevocationPage {
        let page = isWhole ? page : try await store.revocations(after: 0, at: now)
        let lost = known.revocations(missingFrom: page, at: now)
        guard !lost.isEmpty || page.counter < known.counter else { return page }
        do throws(StoreFailure) {
            try await store.restore(RevocationPage(counter: known.counter, revocations: lost))
        } catch { return page }
        return try await store.revocations(after: 0, at: now)
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
        guard let list = state.withLock(\.list) else { throw RevocationsUnavailable(retryAfter: 1) }
        return list
    }

    /// Adds a revocation to the store, and then to the list.
    public func revoke(_ revocation: Revocation, recording record: AuditRecord?) async throws(StoreFailure) {
        try await store.revoke(revocation, recording: record)
        // The counter is read, not guessed: others may have revoked meanwhile.
        try await refresh()
    }

    /// What the store has.
    public func revocations(after counter: Int64, at now: Timestamp) async throws(StoreFailure) -> RevocationPage {
        try await store.revocations(after: counter, at: now)
    }

    /// Has the store told again what it has lost.
    public func restore(_ known: RevocationPage) async throws(StoreFailure) { try await store.restore(known) }

    /// Has the store forget what ended long ago.
    public func removeEndedRevocations(at now: Timestamp) async throws(StoreFailure) {
        try await store.removeEndedRevocations(at: now)
    }
}
