public import Logging
public import ServiceLifecycle
import UnixSignals

/// Runs a server's services until a signal or a failure ends them.
///
/// SIGTERM and SIGINT stop it gracefully; a second one ends the process at once. SIGHUP reads again what can be.
public struct ServerProcess: Sendable {
    let services: [any Service]
    let logger: Logger
    let onHangup: @Sendable () async -> Void

    /// Puts a process together; services are listed before what needs them and stopped in reverse.
    public init(services: [any Service], logger: Logger, onHangup: @escaping @Sendable () async -> Void) {
        self.services = services
        self.logger = logger
        self.onHangup = onHangup
    }

    /// Runs the services; returns when a graceful stop is done.
    ///
    /// - Throws: What the first failing service threw.
    public func run() async throws {
        var configuration = ServiceGroupConfiguration(
            services: services.map {
                .init(
                    service: $0, successTerminationBehavior: .gracefullyShutdownGroup,
                    failureTerminationBehavior: .gracefullyShutdownGroup)
            }, logger: quietLogger)
        configuration.maximumCancellationDuration = .seconds(1)
        let group = ServiceGroup(configuration: configuration)
        let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint, .sighup)
        let logger = logger
        let onHangup = onHangup
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                var stopping = false
                for await signal in signals {
                    if signal == .sighup {
                        await onHangup()
                    } else if stopping {
                        logger.warning("second signal: ending at once")
                        exitAtOnce(1)
                    } else {
                        stopping = true
                        logger.info("stopping", metadata: ["signal": "\(signal)"])
                        await group.triggerGracefulShutdown()
                    }
                }
            }
            defer { tasks.cancelAll() }
            try await group.run()
        }
    }

    /// The group tells of each start and stop at debug level, which is nobody's business here.
    private var quietLogger: Logger {
        var quiet = logger
        quiet.logLevel = .error
        return quiet
    }
}
