public import SteelcutDomain

/// Keeps clients that take back very many tokens from flooding the audit trail: beyond a number within an hour, a client's
/// revocations are counted, and told in one event.
///
/// They are made all the same, each when the call returns.
public struct RecordedRevocations: Ports.RevocationStore {
    private let store: any Ports.RevocationStore
    private let tally: AuditTally

    /// Stands in front of a store.
    public init(over store: any Ports.RevocationStore, tally: AuditTally) {
        self.store = store
        self.tally = tally
    }

    /// Adds the revocation, and an event of its own where the client has not had too many.
    public func revoke(_ revocation: Revocation, recording record: AuditRecord?) async throws(StoreFailure) {
        if case .client(let id)? = record?.entries.first?.actor, !tally.takesSingly(revocationBy: id) {
            return try await store.revoke(revocation, recording: nil)
        }
        try await store.revoke(revocation, recording: record)
    }

    /// What the store has.
    public func revocations(after counter: Int64, at now: Timestamp) async throws(StoreFailure) -> RevocationPage {
        try await store.revocations(after: counter, at: now)
    }

    /// Has the store know again what it has lost.
    public func restore(_ known: RevocationPage) async throws(StoreFailure) { try await store.restore(known) }

    /// Has the store forget what ended long ago.
    public func removeEndedRevocations(at now: Timestamp) async throws(StoreFailure) {
        try await store.removeEndedRevocations(at: now)
    }
}
