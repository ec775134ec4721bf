extension Ports {
    /// Tells the time, twice: what everybody's clock shows, and how long something took.
    ///
    /// Claims are made of `now()`. Caches, throttles and deadlines use `uptime()`, which never goes back.
    public protocol Clock: Sendable {
        /// Wall time.
        func now() -> Timestamp

        /// Time since some moment of this process's or machine's past; never goes back, whatever happens to wall time.
        func uptime() -> Duration
    }
}
