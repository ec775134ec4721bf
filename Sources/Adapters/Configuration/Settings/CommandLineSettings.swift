public import SteelcutDomain

/// What the command line is told.
public struct CommandLineSettings: ProgramSettings {
    /// `steelcut`.
    public static var program: Program { .commandLine }

    /// Store, keyring, and how keys and hashes are made.
    public let store: StoreSettings
    /// What a token is for where neither request nor client says.
    public let audience: ResourceIdentifier?
    /// What is logged.
    public let log: LogSettings
    /// What should be thought about, whatever the command.
    public let warnings: [String]
    /// What should be thought about by commands that hash secrets.
    public var hashWarnings: [String] { store.hashCost.warnings }

    /// Checks every key.
    public init(_ configuration: ResolvedConfiguration) throws(ConfigurationError) {
        log = try LogSettings(configuration)
        store = try StoreSettings(configuration)
        audience = try configuration.value(.audience, ResourceIdentifier.init(parsing:))
        warnings = Warnings.paths(configuration) + Warnings.password(configuration)
    }
}
