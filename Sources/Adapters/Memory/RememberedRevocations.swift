public import SteelcutDomain
import Synchronization

/// The revocations of a store as one immutable list, which a refresh carries on.
///
/// What is revoked through it is in the list when the call returns; what others revoke, after the next refresh.
public final class RememberedRevocations: Ports.RevocationStore, Ports.RevocationSource {
    private let store: any Ports.RevocationStore
    private let clock: any Ports.Clock
    private let list = Mutex<RevocationList?>(nil)

    /// Begins without a list; `refresh()` brings it.
    public init(over store: any Ports.RevocationStore, clock: any Ports.Clock) {
        self.store = store
        self.clock = clock
    }

    /// Reads what came since the last time, and lets go of what has ended.
    ///
    /// - Throws: What the store throws; the list from before stays in force.
    public func refresh() async throws(StoreFailure) {
        let page = try await store.revocations(
            after: list.withLock { $0?.counter } ?? 0, at: clock.now())
        let now = clock.now()
        list.withLock { $0 = ($0 ?? RevocationList()).following(page, at: now) }
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
