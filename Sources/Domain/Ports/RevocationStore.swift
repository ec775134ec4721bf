extension Ports {
    /// Remembers which tokens are no longer to be taken.
    ///
    /// Nothing is written when a token is issued; a row is written when one is revoked, and goes when it would have ended.
    public protocol RevocationStore: Sendable {
        /// Adds a revocation; one of the same subject that reaches as far is left as it is, and then nothing is counted.
        ///
        /// When this returns, every later call finds it, whoever asks.
        ///
        /// - Parameters:
        ///   - revocation: Whose tokens are no longer to be taken, and until when it counts.
        ///   - record: What the audit trail is to tell of it: appended in the same transaction, and only where the
        ///     revocation is added.
        func revoke(_ revocation: Revocation, recording record: AuditRecord?) async throws(StoreFailure)

        /// What was added after the counter stood at `counter` and has not ended at `now`; 0 asks for all.
        func revocations(after counter: Int64, at now: Timestamp) async throws(StoreFailure) -> RevocationPage

        /// Adds what is missing of these, and sees to it that the counter stands at least where theirs does: for a store
        /// that went back, having lost what it had acknowledged.
        ///
        /// - Parameter known: At most a million further than the store's counter; what goes beyond is left out.
        func restore(_ known: RevocationPage) async throws(StoreFailure)

        /// Forgets what ended an hour or more before now, by the store's own clock where it has one.
        func removeEndedRevocations(at now: Timestamp) async throws(StoreFailure)
    }

    /// Knows the revocations of the moment, without asking anybody for each token.
    public protocol RevocationSource: Sendable {
        /// The list that is in force now.
        ///
        /// Suspends only where nobody has looked for it lately.
        ///
        /// - Throws: `RevocationsUnavailable` where there is none, or one that is too old to go by.
        func currentRevocations() async throws(RevocationsUnavailable) -> RevocationList
    }
}

extension Ports.RevocationStore {
    /// Adds a revocation that the audit trail is told of otherwise, or not at all.
    public func revoke(_ revocation: Revocation) async throws(StoreFailure) {
        try await revoke(revocation, recording: nil)
    }
}

/// What is revoked is not known, so no token can be vouched for.
public struct RevocationsUnavailable: Error, Hashable, Sendable {
    /// After how many seconds asking again may help.
    public let retryAfter: Int

    /// Puts a failure together.
    public init(retryAfter: Int) { self.retryAfter = retryAfter }
}
