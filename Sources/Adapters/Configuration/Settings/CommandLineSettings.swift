public import SteelcutDomain

/// What the command line is told.
public struct CommandLineSettings: ProgramSettings {
    /// `steelcut`.
    public static var program: Program { .commandLine }

    /// Store, keyring, and how keys and hashes are made.
    public let store: StoreSettings
    /// Who issues; `nil` where it was not set.
    public let issuer: Issuer?
    /// What a token is for where neither request nor client says.
    public let audience: ResourceIdentifier?
    /// How long a token lives.
    public let tokenLifetime: TokenLifetime
    /// What is logged.
    public let log: LogSettings
    /// What should be thought about.
    public let warnings: [String]

    /// Checks every key.
    public init(_ configuration: ResolvedConfiguration) throws(ConfigurationError) {
        log = try LogSettings(configuration)
        store = try StoreSettings(configuration)
        issuer = try configuration.value(.announcedIssuer, Issuer.init(parsing:))
        audience = try configuration.value(.audience, ResourceIdentifier.init(parsing:))
        tokenLifetime = try configuration.required(.tokenLifetime, TokenLifetime.init(configured:))
        warnings = Warnings.paths(configuration) + Warnings.password(configuration) + store.hashCost.warnings
    }
}
