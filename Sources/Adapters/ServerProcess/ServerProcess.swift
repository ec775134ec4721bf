public import Logging
public import ServiceLifecycle
import UnixSignals

/// Runs a server's services until a signal, a failure or whoever started it ends them; once.
public struct ServerProcess: Sendable {
    private let group: ServiceGroup
    let logger: Logger
    let onHangup: @Sendable () async -> Void

    /// Puts a process together; services are listed before what needs them and stopped in reverse.
    public init(services: [any Service], logger: Logger, onHangup: @escaping @Sendable () async -> Void) {
        self.logger = logger
        self.onHangup = onHangup
        // The group tells of each start and stop at debug level, which is nobody's business here.
        var quiet = logger
        quiet.logLevel = .error
        var configuration = ServiceGroupConfiguration(
            services: services.map {
                .init(
                    service: $0, successTerminationBehavior: .gracefullyShutdownGroup,
                    failureTerminationBehavior: .gracefullyShutdownGroup)
            }, logger: quiet)
        configuration.maximumCancellationDuration = .seconds(1)
        group = ServiceGroup(configuration: configuration)
    }

    /// Runs the services until `stop()`, a graceful shutdown of the task, or its cancellation; no signal is looked at.
    ///
    /// - Throws: What the first failing service threw.
    public func run() async throws { try await group.run() }

    /// Stops the services gracefully: `run()` returns when that is done.
    public func stop() async { await group.triggerGracefulShutdown() }

    /// Runs the services as a program's only task: SIGTERM and SIGINT stop it gracefully, a second one ends the process at
    /// once, SIGHUP reads again what can be; `supervision` is told of each.
    ///
    /// - Throws: What the first failing service threw.
    func runUntilSignal(_ supervision: Supervision) async throws {
        let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint, .sighup)
        let (group, logger, onHangup) = (group, logger, onHangup)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                var stopping = false
                for await signal in signals {
                    if signal == .sighup {
                        await supervision.reloading(onHangup)
                    } else if stopping {
                        logger.warning("second signal: ending at once")
                        exitAtOnce(1)
                    } else {
                        stopping = true
                        supervision.stopping()
                        logger.info("stopping", metadata: ["signal": "\(signal)"])
                        await group.triggerGracefulShutdown()
                    }
                }
            }
            tasks.addTask {
                var wait = SparePages.settled
                while (try? await Task.sleep(for: wait)) != nil {
                    SparePages.giveBack()
                    wait = SparePages.interval
                }
            }
            tasks.addTask { await supervision.run() }
            defer { tasks.cancelAll() }
            try await group.run()
        }
    }
}
