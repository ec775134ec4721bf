extension Ports {
    /// Takes many clients at once: what a move from another system needs of a store.
    public protocol ClientIntake: Sendable {
        /// Adds the clients whose IDs are free, all in one transaction, and returns those that had the other IDs already,
        /// as they are.
        ///
        /// Where it throws, none was added; `.unknownOutcome`: all or none, and doing it again does no harm. Of two that
        /// add the same clients at once, the second finds those of the first. Nor is any added where one has secrets that
        /// `Client.checkSecrets()` refuses.
        func addAbsent(_ clients: [Client]) async throws(StoreFailure) -> [Client]
    }

    /// Somebody else's table of clients, as it is.
    public protocol ClientSource: Sendable {
        /// All rows, in no order.
        ///
        /// - Throws: `StoreFailure`, its cause in words for whoever named the table.
        func rows() async throws(StoreFailure) -> [ImportRow]
    }
}
