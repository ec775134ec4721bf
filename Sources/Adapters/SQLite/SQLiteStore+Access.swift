#if SQLite
import GRDB
import SteelcutDomain

extension SQLiteStore {
    /// Reads from one snapshot, on a queue of GRDB's.
    func read<Value: Sendable>(_ body: @Sendable (Database) throws -> Value) async throws(StoreFailure) -> Value {
        do { return try await connections().pool.read(body) } catch { throw StoreFailure(error) }
    }

    /// Writes in one transaction, on the writer's queue.
    func write<Value: Sendable>(_ body: @Sendable (Database) throws -> Value) async throws(StoreFailure) -> Value {
        do { return try await transaction(body) } catch { throw StoreFailure(error) }
    }

    /// Runs `body` in one transaction that nobody else's comes between, and commits what it did unless it throws.
    ///
    /// Time spent in line for this process's writer counts: what is left of `timeout` is what SQLite may wait for
    /// other processes. Without that each of many writers would wait its own two seconds, one after another.
    func transaction<Value: Sendable>(_ body: @Sendable (Database) throws -> Value) async throws -> Value {
        let deadline = ContinuousClock.now + timeout
        return try await connections().pool.writeWithoutTransaction { db in
            if db.isInsideTransaction { try db.rollback() }
            let left = ContinuousClock.now.duration(to: deadline) / .milliseconds(1)
            guard left > 0 else { throw StoreFailure(.unavailable, cause: "no turn to write in time") }
            // Whole milliseconds: zero would be an error at once.
            try db.execute(sql: "PRAGMA busy_timeout = \(Int(left.clamped(to: 1...3_600_000)))")
            var value: Value?
            // IMMEDIATE takes the write lock before anything is read, so that what is read stays true until it is
            // written (https://www.sqlite.org/lang_transaction.html).
            try db.inTransaction(.immediate) {
                value = try body(db)
                return .commit
            }
            guard let value else { throw StoreFailure(.failed, cause: "a transaction without a result") }
            return value
        }
    }
}

extension Double {
    /// The nearest number of a range.
    func clamped(to range: ClosedRange<Double>) -> Double {
        Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
    }
}
#endif
