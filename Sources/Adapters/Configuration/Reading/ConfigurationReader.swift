internal import Configuration

/// Reads the configuration of a program: flag over environment variable over file over default.
public struct ConfigurationReader: Sendable {
    private let program: Program
    private let input: ConfigurationInput

    /// Reads for a program what it was started with.
    public init(_ program: Program, _ input: ConfigurationInput) {
        self.program = program
        self.input = input
    }

    /// Finds every key's value and where it comes from, and what the program is asked for.
    ///
    /// - Throws: `ConfigurationError` for flags and files that are wrong as such. Values are looked at later, one by
    ///   one, by the settings that are made of them.
    func read() throws(ConfigurationError) -> (wish: ArgumentScanner.Wish, configuration: ResolvedConfiguration) {
        let arguments = try ArgumentScanner.scan(input.arguments, for: program)
        if arguments.wish == .help || arguments.wish == .version {
            return (arguments.wish, ResolvedConfiguration(program, [:], input))
        }
        let environment = EnvironmentVariablesProvider(environmentVariables: input.environment)
            .prefixKeys(with: "steelcut").snapshot()
        var file: ConfigurationFile?
        if let path = arguments.file ?? input.environment["STEELCUT_CONFIG"], !path.isEmpty {
            file = try ConfigurationFile(path: path)
        }
        func value(of key: ConfigurationKey) throws(ConfigurationError) -> ResolvedConfiguration.Value? {
            if let text = arguments.values[key.name] { return .init(text: text, origin: .flag(key.flag)) }
            if let text = Self.text(of: key, in: environment) {
                return .init(text: text, origin: .environment(key.variable))
            }
            guard let file, let entry = file.entries[key.name], let text = entry.value else { return nil }
            guard !entry.isList || key.kind == .words else {
                throw ConfigurationError(key.name, "has to be one value, not a list, in \(file.path)")
            }
            return .init(text: text, origin: .file(file.path))
        }
        var values: [String: ResolvedConfiguration.Value] = [:]
        for key in program.keys { values[key.name] = try value(of: key) }
        // One file, one environment may serve all programs: what another one would refuse is not passed over here.
        for key in program.foreignKeys {
            guard let value = try value(of: key), !key.admits(value.text) else { continue }
            throw ResolvedConfiguration(program, [key.name: value], input).refusal(of: key)
        }
        return (arguments.wish, ResolvedConfiguration(program, values, input))
    }

    /// The value in the environment; an empty one counts as absent.
    private static func text(of key: ConfigurationKey, in environment: any ConfigSnapshot) -> String? {
        let absolute = AbsoluteConfigKey(key.name.split(separator: ".").map(String.init))
        guard case .string(let text) = try? environment.value(forKey: absolute, type: .string).value?.content,
            !text.isEmpty
        else { return nil }
        return text
    }
}
