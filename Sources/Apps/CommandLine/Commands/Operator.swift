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

    func run() async throws { try await runOverStore() }

    /// Opens the store and does the work.
    func runOverStore() async throws {
        let resolved = try settings.resolved()
        if hashes { resolved.hashWarnings.forEach(ConfigurationOptions.warn) }
        try await reporting {
            try await Administration.with(resolved, createIfMissing: createsStore) { administration in
                try await run(administration, formatting.output)
                try administration.checkRecorded()
            }
        }
    }
}

extension Administration {
    /// Ends a command that was done with 1, where the audit trail does not tell of it.
    fileprivate func checkRecorded() throws {
        let acts = takeUnrecordedActs()
        guard !acts.isEmpty else { return }
        throw CommandFailure("done, but not in the audit trail: \(acts.joined(separator: "; "))")
    }
}

extension ConfigurationOptions {
    /// Writes a warning to standard error.
    static func warn(_ warning: String) { Terminal.note("steelcut: warning: \(warning)") }

    /// The settings, checked; wrong ones end the program with one line and 64.
    func resolved() throws -> CommandLineSettings {
        do {
            let settings = try read(CommandLineSettings.self)
            settings.warnings.forEach(Self.warn)
            return settings
        } catch let error as ConfigurationError {
            Terminal.note("steelcut: \(error)")
            throw ExitCode(ConfigurationError.exitStatus)
        }
    }

    /// The settings of a program by these flags and others, environment and file.
    ///
    /// - Throws: `ConfigurationError`, and `ExitCode(0)` where they were only to be printed.
    func read<Settings: ProgramSettings>(_: Settings.Type, adding others: [String] = []) throws -> Settings {
        if let flag = FlagCheck.repeated(Self.valued, in: CommandLine.arguments) {
            throw ConfigurationError(flag, "given twice")
        }
        let input = ConfigurationInput.process.with(arguments: arguments + others)
        switch try Invocation<Settings>(input, version: steelcutVersion) {
        case .run(let settings): return settings
        case .show(let text, let problem):
            Output.write(Array((text.hasSuffix("\n") ? text.dropLast() : text[...]).utf8))
            guard let problem else { throw ExitCode(0) }
            throw problem
        }
    }
}
