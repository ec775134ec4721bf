import ArgumentParser
import SteelcutConfiguration
import SteelcutServer
import SteelcutServerProcess

/// A command that works on the store.
protocol OperatorCommand: AsyncParsableCommand {
    var settings: ConfigurationOptions { get }
    var formatting: FormatOption { get }

    /// Whether an embedded store is made where there is none.
    var createsStore: Bool { get }

    /// Whether a secret is hashed.
    var hashes: Bool { get }

    /// Does the work over opened stores.
    func run(_ administration: Administration, _ output: Output) async throws
}

extension OperatorCommand {
    var createsStore: Bool { false }
    var hashes: Bool { false }

    func run() async throws {
        let resolved = try settings.resolved()
        if hashes { resolved.hashWarnings.forEach(ConfigurationOptions.warn) }
        try await reporting {
            try await Administration.with(resolved, createIfMissing: createsStore) { administration in
                try await run(administration, formatting.output)
            }
        }
    }
}

extension ConfigurationOptions {
    /// Writes a warning to standard error.
    static func warn(_ warning: String) { Terminal.note("steelcut: warning: \(warning)") }

    /// The settings, checked; wrong ones end the program with one line and 64.
    func resolved() throws -> CommandLineSettings {
        do {
            if let flag = FlagCheck.repeated(Self.valued, in: CommandLine.arguments) {
                throw ConfigurationError(flag, "given twice")
            }
            let input = ConfigurationInput.process.with(arguments: arguments)
            switch try Invocation<CommandLineSettings>(input, version: steelcutVersion) {
            case .run(let settings):
                settings.warnings.forEach(Self.warn)
                return settings
            case .show(let text, let problem):
                Output.write(Array((text.hasSuffix("\n") ? text.dropLast() : text[...]).utf8))
                guard let problem else { throw ExitCode(0) }
                throw problem
            }
        } catch let error as ConfigurationError {
            Terminal.note("steelcut: \(error)")
            throw ExitCode(ConfigurationError.exitStatus)
        }
    }
}
