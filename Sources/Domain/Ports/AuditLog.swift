extension Ports {
    /// Keeps the audit trail: events one behind the other, each with the hash of the one before.
    ///
    /// Nobody can make it fork: the look at the last event and the change are one step, whoever else appends. Nothing of
    /// it is ever changed or removed, and an event moves no change counter.
    public protocol AuditLog: Sendable {
        /// Appends entries, all of them or none, one directly behind the other.
        ///
        /// - Throws: `StoreFailure.unknownOutcome` where nobody said whether it was done: doing it again may tell the same
        ///   twice.
        func append(_ record: AuditRecord) async throws(StoreFailure)

        /// Events in their order, those behind the number `sequence` only and not earlier than `time`, at most `limit`.
        ///
        /// - Throws: `StoreFailure.notPermitted` where the role may append only, `.corrupt` where a row can't be read.
        func events(
            after sequence: Int64, since time: Timestamp?, limit: Int
        ) async throws(StoreFailure) -> [AuditEvent]

        /// Where the trail ends, as the store remembers it beside the events.
        func head() async throws(StoreFailure) -> AuditHead
    }

    /// Is told of checks of secrets that were refused because their ID has failed too often.
    public protocol LockoutObserver: Sendable {
        /// Takes note; waits for nothing.
        func noteLockout(of presentedID: String)
    }
}
