public import SteelcutDomain
import Synchronization

extension InMemoryStore: Ports.RevocationStore {
    /// Adds a revocation; one of the same subject that reaches as far is left as it is.
    public func revoke(_ revocation: Revocation, recording record: AuditRecord?) async throws(StoreFailure) {
        contents.withLock { contents in
            if contents.revoke(revocation), let record { contents.append(record) }
        }
    }

    /// Adds what is missing of these, and raises the counter to theirs.
    public func restore(_ known: RevocationPage) async throws(StoreFailure) {
        contents.withLock { contents in
            for revocation in known.revocations { contents.revoke(revocation) }
            contents.revocationCounter = max(
                contents.revocationCounter, min(known.counter, contents.revocationCounter + 1_000_000))
        }
    }

    /// What was added after the counter stood at `counter` and has not ended.
    public func revocations(after counter: Int64, at now: Timestamp) async throws(StoreFailure) -> RevocationPage {
        contents.withLock { contents in
            RevocationPage(
                counter: contents.revocationCounter,
                revocations: contents.revocations.filter { $0.counter > counter && now < $0.revocation.ends }
                    .map(\.revocation))
        }
    }

    /// Forgets what ended an hour or more ago.
    public func removeEndedRevocations(at now: Timestamp) async throws(StoreFailure) {
        contents.withLock { contents in
            contents.revocations.removeAll { $0.revocation.ends.advanced(bySeconds: 3600) <= now }
        }
    }
}

extension InMemoryStore.Contents {
    /// Whether it was added.
    @discardableResult
    fileprivate mutating func revoke(_ revocation: Revocation) -> Bool {
        let covered = revocations.contains {
            $0.revocation.subject == revocation.subject && $0.revocation.issuedUntil >= revocation.issuedUntil
        }
        guard !covered else { return false }
        revocationCounter += 1
        changes += 1
        revocations.append((revocationCounter, revocation))
        return true
    }
}
