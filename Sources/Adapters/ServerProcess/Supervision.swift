import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Tells a service manager when the server becomes ready, and from then on that it is alive.
final class Supervision: Sendable {
    private enum Phase { case starting, ready, stopping }

    private let url: String
    private let patience: Duration?
    private let isReady: @Sendable () -> Bool
    private let answers: @Sendable () async throws -> Void
    private let tell: @Sendable (ServiceState) -> Void
    private let phase = Mutex(Phase.starting)

    /// How often readiness is looked at: who waits for it hardly notices.
    private static let period = Duration.milliseconds(20)

    /// Takes what it watches, and whom it tells.
    ///
    /// - Parameters:
    ///   - url: Where the server serves.
    ///   - patience: How long the manager waits for a sign of life; `nil`: it does not.
    ///   - isReady: Whether the server accepts, and has all that it serves from.
    ///   - answers: Returns once each event loop that serves has come round.
    ///   - tell: Takes what the manager is to be told.
    init(
        url: String, patience: Duration?, isReady: @escaping @Sendable () -> Bool,
        answers: @escaping @Sendable () async throws -> Void, tell: @escaping @Sendable (ServiceState) -> Void
    ) {
        self.url = url
        self.patience = patience
        self.isReady = isReady
        self.answers = answers
        self.tell = tell
    }

    /// Watches the server until the task is cancelled; ends early where there is nothing to watch for.
    func run() async {
        do {
            if !isReady() { tell(.waiting("not ready: waiting for what it serves from")) }
            while !isReady() { try await Task.sleep(for: Self.period) }
            guard becomeReady() else { return }
            guard let patience else { return }
            while true {
                // A loop that is stuck never answers: the manager hears nothing more, and acts.
                try await answers()
                tell(.alive)
                // sd_watchdog_enabled(3) recommends half of the time.
                try await Task.sleep(for: patience / 2)
            }
        } catch {
            // Cancelled, or the loops have ended: the server stops.
        }
    }

    /// Tells of the reading of files again, which `read` does; before the server is ready there is nothing to tell.
    func reloading(_ read: () async -> Void) async {
        tellWhileReady(.reloading(Self.monotonicMicroseconds()))
        await read()
        tellWhileReady(.ready(url: url))
    }

    /// Tells that the server stops; nothing else is told afterwards but that it is alive.
    func stopping() {
        phase.withLock { phase in
            phase = .stopping
            tell(.stopping)
        }
    }

    /// The phase changes and is told of in one step: nothing is told between a stop and its news.
    private func becomeReady() -> Bool {
        phase.withLock { phase in
            guard phase == .starting else { return false }
            phase = .ready
            tell(.ready(url: url))
            return true
        }
    }

    private func tellWhileReady(_ state: ServiceState) {
        phase.withLock { if $0 == .ready { tell(state) } }
    }

    /// The clock by which a manager tells earlier news from later (sd_notify(3)).
    private static func monotonicMicroseconds() -> Int64 {
        var time = timespec()
        // clock_gettime(2): fails for a bad pointer or an unknown clock only, and this one is neither.
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
    }
}
