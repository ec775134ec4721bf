internal import Logging
internal import SteelcutDomain
internal import Synchronization

/// Says once that the database is gone, and once that it is back, however many connections notice; and tells of each
/// connection that takes the place of one that was lost.
final class ConnectionLog: Sendable {
    private let logger: Logger?
    private let lastCause = Mutex<String?>(nil)
    private let listener = Mutex<(@Sendable () -> Void)?>(nil)
    /// How many connections are still to be made for the first time.
    private let missing: Mutex<Int>

    /// Expects so many connections.
    init(_ logger: Logger?, connections: Int) {
        self.logger = logger
        missing = Mutex(connections)
    }

    /// From now on `listener` is told of each connection that takes the place of another.
    func tell(_ listener: @escaping @Sendable () -> Void) { self.listener.withLock { $0 = listener } }

    /// Takes what became of one attempt to connect; `nil` is success.
    func note(_ failure: ConnectFailure?) {
        let cause = failure?.failure.cause
        if failure == nil, !isFirst() { listener.withLock(\.self)?() }
        let before = lastCause.withLock { last in
            defer { last = cause }
            return last
        }
        guard cause != before else { return }
        if let cause {
            logger?.warning("database is out of reach", metadata: ["cause": .string(cause)])
        } else {
            logger?.notice("database is back")
        }
    }

    private func isFirst() -> Bool {
        missing.withLock { missing in
            guard missing > 0 else { return false }
            missing -= 1
            return true
        }
    }
}
