public import Logging
public import SteelcutConfiguration
import SteelcutDomain
import SteelcutLogging
import SteelcutSystemClock

/// The outermost part of a server program: settings, logging, exit status.
public enum ServerMain {
    /// Reads the settings, runs the server until a signal stops it, and ends the process.
    ///
    /// The status is 0 after a graceful stop, 64 for wrong configuration, 1 for everything else. A service manager that
    /// wants to hear how the server is hears it.
    ///
    /// - Parameters:
    ///   - settings: The program's settings.
    ///   - version: What `--version` prints.
    ///   - log: Where the settings say how to log.
    ///   - bind: Puts the server together, bound to its port.
    public static func run<Settings: ProgramSettings>(
        _ settings: Settings.Type, version: String, log: any KeyPath<Settings, LogSettings> & Sendable,
        bind: (Settings, Logger) async throws -> BoundServer
    ) async -> Never {
        let manager = ServiceManager.takenFromEnvironment()
        let name = Settings.program.rawValue
        ignoreHangup()
        do throws(ConfigurationError) {
            switch try Invocation<Settings>(.process, version: version) {
            case .show(let text, let problem):
                print(text, terminator: text.hasSuffix("\n") ? "" : "\n")
                guard let problem else { exitInOrder(0) }
                complain("\(name): \(problem)")
                exitInOrder(ConfigurationError.exitStatus)
            case .run(let settings):
                let logger = Logs.bootstrap(settings[keyPath: log], label: name)
                for warning in settings.warnings { logger.warning("\(warning)") }
                await serveToTheEnd(name, logger) {
                    try await bind(settings, logger).runUntilSignal(telling: manager)
                }
            }
        } catch {
            complain("\(name): \(error)")
            exitInOrder(ConfigurationError.exitStatus)
        }
    }

    private static func serveToTheEnd(_ name: String, _ logger: Logger, _ serve: () async throws -> Void) async -> Never
    {
        do {
            try await serve()
            logger.info("stopped")
            exitInOrder(0)
        } catch let error as ConfigurationError {
            complain("\(name): \(error)")
            exitInOrder(ConfigurationError.exitStatus)
        } catch let failure as StoreFailure {
            complain("\(name): \(StartFailure(failure))")
            exitInOrder(1)
        } catch {
            complain("\(name): \(error)")
            exitInOrder(1)
        }
    }
}

extension Logs {
    /// Sets logging up as configured and returns the program's logger.
    static func bootstrap(_ settings: LogSettings, label: String) -> Logger {
        let level = Logger.Level(rawValue: settings.level.rawValue) ?? .info
        bootstrap(
            format: settings.format == .json ? .json : .text, level: level,
            clock: SystemClock())
        var logger = Logger(label: label)
        logger.logLevel = level
        return logger
    }
}
