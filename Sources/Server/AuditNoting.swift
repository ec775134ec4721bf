import Logging
import ServiceLifecycle
import SteelcutDomain
import SteelcutMemory

/// Has the audit trail told of what was only counted: when an hour is over, and at a graceful stop.
///
/// It stands behind the store among the services and before the server: when it stops, every request was answered and the
/// store can still be asked.
struct AuditNoting: Service {
    let tally: AuditTally
    let logger: Logger

    /// How often it looks whether an hour is over.
    private static let period = Duration.seconds(60)

    func run() async {
        await cancelWhenGracefulShutdown {
            var hasFailed = false
            while true {
                // Cancelled: the loop ends, and what was counted goes with the last flush.
                do { try await Task.sleep(for: Self.period) } catch { return }
                hasFailed = await !flush(isLast: false, isTold: !hasFailed)
            }
        }
        _ = await flush(isLast: true, isTold: true)
    }

    /// What the store has not taken is kept, while there is a later time.
    private func flush(isLast: Bool, isTold: Bool) async -> Bool {
        do throws(StoreFailure) {
            try await tally.flush(isLast: isLast)
            return true
        } catch {
            if isTold {
                logger.warning(
                    isLast
                        ? "lockouts of this server are not in the audit trail"
                        : "lockouts are not in the audit trail yet: \(error.code.rawValue)",
                    metadata: ["cause": "\(error.cause)"])
            }
            return false
        }
    }
}
