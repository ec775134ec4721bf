import ArgumentParser
import SteelcutConfiguration
import SteelcutServer

/// A command that works on the store.
protocol OperatorCommand: AsyncParsableCommand {
    var settings: ConfigurationOptions { get }
    var formatting: FormatOption { get }

    /// Does the work over opened stores.
    func run(_ administration: Administration, _ output: Output) async throws
}

extension OperatorCommand {
    func run() async throws {
        let resolved = try settings.resolved()
        try await reporting {
            try await Administration.with(resolved) { administration in
                try await run(administration, formatting.output)
            }
        }
    }
}

extension ConfigurationOptions {
    /// The settings, checked; wrong ones end the program with one line and 64.
    func resolved() throws -> CommandLineSettings {
        if printConfig { try printAndExit() }
        do {
            let settings = try CommandLineSettings(arguments: arguments)
            for warning in settings.warnings { Terminal.note("steelcut: warning: \(warning)") }
            return settings
        } catch let error as ConfigurationError {
            Terminal.note("steelcut: \(error)")
            throw ExitCode(64)
        }
    }

    /// Prints the settings and ends the program.
    func printAndExit() throws -> Never {
        do {
            print(try CommandLineSettings.printed(arguments: arguments))
        } catch let error as ConfigurationError {
            Terminal.note("steelcut: \(error)")
            throw ExitCode(64)
        }
        throw ExitCode(0)
    }
}
