import FoundationEssentials

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What a program is started with.
public struct ConfigurationInput: Sendable {
    /// The arguments, without the program's name.
    public let arguments: [String]
    /// The environment.
    public let environment: [String: String]
    /// Whether standard error is a terminal, which the default of `log.format` depends on.
    public let standardErrorIsTerminal: Bool

    /// Puts an input together.
    public init(arguments: [String], environment: [String: String], standardErrorIsTerminal: Bool = false) {
        self.arguments = arguments
        self.environment = environment
        self.standardErrorIsTerminal = standardErrorIsTerminal
    }

    /// What this process was started with.
    public static var process: ConfigurationInput {
        ConfigurationInput(
            arguments: Array(CommandLine.arguments.dropFirst()),
            environment: ProcessInfo.processInfo.environment,
            standardErrorIsTerminal: isatty(STDERR_FILENO) == 1)
    }

    /// The same surroundings with other arguments, such as those that a subcommand took for configuration.
    public func with(arguments: [String]) -> ConfigurationInput {
        ConfigurationInput(
            arguments: arguments, environment: environment, standardErrorIsTerminal: standardErrorIsTerminal)
    }
}
