internal import Logging
internal import SteelcutDomain
internal import Synchronization

/// Says once that the database is gone, and once that it is back, however many connections notice; and tells of each
/// connection that is made.
final class ConnectionLog: Sendable {
    private let logger: Logger?
    private let lastCause = Mutex<String?>(nil)
    private let listener = Mutex<(@Sendable () -> Void)?>(nil)

    init(_ logger: Logger?) { self.logger = logger }

    /// From now on `listener` is told of each connection that is made.
    func tell(_ listener: @escaping @Sendable () -> Void) { self.listener.withLock { $0 = listener } }

    /// Takes what became of one attempt to connect; `nil` is success.
    func note(_ failure: ConnectFailure?) {
        let cause = failure?.failure.cause
        if failure == nil { listener.withLock(\.self)?() }
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
}
