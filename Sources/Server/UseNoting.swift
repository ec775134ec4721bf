import Logging
import ServiceLifecycle
import SteelcutDomain
import SteelcutMemory

/// Hands the store what was counted of secrets' uses: once a minute, and at a graceful stop.
///
/// It stands behind the store among the services and before the server: when it stops, every request was answered and the
/// store can still be asked.
struct UseNoting: Service {
    let uses: NotedUses
    let logger: Logger

    /// How often: so a client's secrets are written once a minute by each server at most.
    private static let period = Duration.seconds(60)

    func run() async {
        await cancelWhenGracefulShutdown {
            while true {
                // Cancelled: the loop ends, and what was counted goes with the last flush.
                do { try await Task.sleep(for: Self.period) } catch { return }
                _ = await flush()
            }
        }
        guard let failure = await flush(), uses.count > 0 else { return }
        logger.warning(
            "last uses of secrets are not noted",
            metadata: ["of secrets": "\(uses.count)", "cause": "\(failure.cause)"])
    }

    /// A store that can't be reached is told of by the refresher; what it has not taken is kept.
    private func flush() async -> StoreFailure? {
        var failure: StoreFailure?
        do throws(StoreFailure) { try await uses.flush() } catch {
            failure = error
            if error.code != .unavailable {
                logger.warning(
                    "uses of secrets are not noted: \(error.code.rawValue)", metadata: ["cause": "\(error.cause)"])
            }
        }
        let missed = uses.takeMissed()
        if missed > 0 { logger.warning("uses of secrets were missed", metadata: ["number": "\(missed)"]) }
        return failure
    }
}
