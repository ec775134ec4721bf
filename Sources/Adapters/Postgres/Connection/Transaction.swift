extension Session {
    /// How a transaction ends, and with what.
    enum Decision<Value: Sendable>: Sendable {
        /// What was written stays.
        case commit(Value)
        /// Nothing was written, or it is not to stay.
        case rollback(Value)
    }

    /// Runs `body` between BEGIN and COMMIT.
    ///
    /// It has no suspension point, so that nothing comes in between. Without an answer to COMMIT the outcome is not
    /// known: `.unknownOutcome`. Every other failure leaves nothing behind.
    func transaction<Value: Sendable>(
        by deadline: Deadline, _ body: (Session) throws(CallFailure) -> Decision<Value>
    ) throws(CallFailure) -> Value {
        // Explicit, whatever the role's defaults are. Updates lock the rows they read.
        try execute("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE", by: deadline)
        let decision: Decision<Value>
        do throws(CallFailure) {
            decision = try body(self)
        } catch {
            rollBack(by: deadline)
            throw error
        }
        switch decision {
        case .rollback(let value):
            rollBack(by: deadline)
            return value
        case .commit(let value):
            // A transaction that has failed answers ROLLBACK.
            guard try final({ () throws(CallFailure) in try execute("COMMIT", by: deadline) }).tag == "COMMIT" else {
                throw .lost("the server rolled back")
            }
            return value
        }
    }

    /// Runs what commits by itself: without an answer nobody knows.
    func final<Value>(_ body: () throws(CallFailure) -> Value) throws(CallFailure) -> Value {
        do throws(CallFailure) {
            return try body()
        } catch .lost(let cause) {
            throw .unknownOutcome(cause)
        } catch .expired {
            throw .unknownOutcome("no answer within database.timeout")
        }
    }

    /// A connection that can't be brought back is closed: the server rolls back then.
    private func rollBack(by deadline: Deadline) {
        do { try execute("ROLLBACK", by: deadline) } catch { close() }
    }
}
