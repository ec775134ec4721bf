/// What a program was asked for: to run, or to print something and end.
public enum Invocation<Settings: ProgramSettings>: Sendable {
    /// Run, with these settings.
    case run(Settings)
    /// Print this on standard output; end with status 0, or, where there is a problem, print that on standard error and
    /// end with `ConfigurationError.exitStatus`.
    case show(String, problem: ConfigurationError?)

    /// Reads what a program was started with.
    ///
    /// - Parameters:
    ///   - input: Arguments and environment.
    ///   - version: What `--version` prints behind the program's name.
    /// - Throws: `ConfigurationError` where flags, file or a value are wrong, to be printed behind the program's name;
    ///   the program ends with `ConfigurationError.exitStatus`.
    public init(_ input: ConfigurationInput, version: String) throws(ConfigurationError) {
        let (wish, configuration) = try ConfigurationReader(Settings.program, input).read()
        switch wish {
        case .help: self = .show(Help.text(for: Settings.program), problem: nil)
        case .version: self = .show("\(Settings.program.rawValue) \(version)\n", problem: nil)
        case .run: self = .run(try Settings(configuration))
        case .printConfiguration:
            var problem: ConfigurationError?
            do throws(ConfigurationError) { _ = try Settings(configuration) } catch { problem = error }
            self = .show(Listing.text(of: configuration), problem: problem)
        }
    }
}

extension ProgramSettings {
    /// The settings that these arguments and this environment give, for a program within another one or a test.
    ///
    /// - Throws: `ConfigurationError` where flags, file or a value are wrong.
    public init(reading input: ConfigurationInput) throws(ConfigurationError) {
        try self.init(ConfigurationReader(Self.program, input).read().configuration)
    }
}
