internal import Logging
internal import SteelcutDomain
internal import Synchronization

/// Says once that the database is gone, and once that it is back, however many connections notice.
final class ConnectionLog: Sendable {
    private let logger: Logger?
    private let lastCause = Mutex<String?>(nil)

    init(_ logger: Logger?) { self.logger = logger }

    /// Takes what became of one attempt to connect; `nil` is success.
    func note(_ failure: ConnectFailure?) {
        let cause = failure?.failure.cause
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
