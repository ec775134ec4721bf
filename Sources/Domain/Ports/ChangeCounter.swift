extension Ports {
    /// Says that something in a store has changed, not what: whoever remembers rows asks this now and then.
    public protocol ChangeCounter: Sendable {
        /// A number that grows with every committed change of clients, secrets or stored keys, whoever made it, and
        /// that does not change without one.
        ///
        /// Asking is cheap.
        func changeCount() async throws(StoreFailure) -> Int64
    }
}
