internal import SteelcutBlocking

/// One connection, touched only on the queue that it owns: whatever it waits for, nothing else waits.
actor PostgresConnection {
    private let executor: BlockingExecutor
    private var session: Session?

    /// The queue.
    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

    /// A connection that is yet to be opened.
    init(label: String) { executor = BlockingExecutor(label: label) }

    /// Connects, however often that was done before.
    func open(_ settings: PostgresSettings, _ lineage: Lineage? = nil) throws(ConnectFailure) {
        session = nil
        session = try Session.connect(settings, lineage)
    }

    /// Ends the connection.
    func close() { session = nil }

    /// Runs `body`, which doesn't suspend, and says whether another may follow.
    func call<Value: Sendable>(
        _ body: @Sendable (Session) throws(CallFailure) -> Value
    ) -> (result: Result<Value, CallFailure>, isReusable: Bool) {
        guard let session, session.isAlive else {
            self.session = nil
            return (.failure(.stale), false)
        }
        let result = Result { () throws(CallFailure) in try body(session) }
        if !session.isReusable { self.session = nil }
        return (result, self.session != nil)
    }
}
