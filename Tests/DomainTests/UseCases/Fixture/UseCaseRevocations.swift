import SteelcutDomain
import Synchronization

/// Revocations in an array, a failure on request, and a list that may not have been read yet.
final class UseCaseRevocations: Ports.RevocationStore, Ports.RevocationSource {
    private let revocations = Mutex<[Revocation]>([])
    private let failure: StoreFailure?
    private let wasRead: Bool

    init(failure: StoreFailure? = nil, wasRead: Bool = true) {
        self.failure = failure
        self.wasRead = wasRead
    }

    /// What was revoked, in order, repetitions included.
    var made: [Revocation] { revocations.withLock(\.self) }

    func revoke(_ revocation: Revocation, recording record: AuditRecord?) async throws(StoreFailure) {
        if let failure { throw failure }
        revocations.withLock { $0.append(revocation) }
    }

    func revocations(after counter: Int64, at now: Timestamp) async throws(StoreFailure) -> RevocationPage {
        if let failure { throw failure }
        let made = self.made
        return RevocationPage(
            counter: Int64(made.count), revocations: made.dropFirst(Int(counter)).filter { now < $0.ends })
    }

    func restore(_ known: RevocationPage) async throws(StoreFailure) {
        if let failure { throw failure }
        revocations.withLock { $0 += known.revocations }
    }

    func removeEndedRevocations(at now: Timestamp) async throws(StoreFailure) {
        if let failure { throw failure }
    }

    func currentRevocations() throws(RevocationsUnavailable) -> RevocationList {
        guard wasRead else { throw RevocationsUnavailable(retryAfter: 3) }
        let made = self.made
        return RevocationList(counter: Int64(made.count), made)
    }
}
