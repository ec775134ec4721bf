public import SteelcutDomain

/// What the authorization server is told.
public struct AuthorizationServerSettings: ProgramSettings {
    /// `steelcut-auth`.
    public static var program: Program { .authorizationServer }

    /// Store, keyring, and how keys and hashes are made.
    public let store: StoreSettings
    /// Who issues; `nil` where it is the server's own address with a port that is yet to be bound
    /// (`HTTPSettings.url(boundPort:)`).
    public let issuer: Issuer?
    /// What a token is for where neither request nor client says.
    public let audience: ResourceIdentifier?
    /// Where and how it listens.
    public let http: HTTPSettings
    /// How long a token lives.
    public let tokenLifetime: TokenLifetime
    /// The age at which the key that signs is replaced, in seconds; 0: never.
    public let rotateEvery: Int
    /// How long after its last use a verified secret is remembered; zero: never.
    public let secretCacheTTL: Duration
    /// How many failed authentications a minute a `client_id` may have before 429.
    public let throttleClientFailures: Int
    /// What is logged.
    public let log: LogSettings
    /// What should be thought about.
    public let warnings: [String]

    /// Checks every key.
    public init(_ configuration: ResolvedConfiguration) throws(ConfigurationError) {
        log = try LogSettings(configuration)
        store = try StoreSettings(configuration)
        http = try HTTPSettings(configuration, port: .httpPort)
        issuer = try configuration.value(.issuer, Issuer.init(parsing:))
        audience = try configuration.value(.audience, ResourceIdentifier.init(parsing:))
        tokenLifetime = try configuration.required(.tokenLifetime, TokenLifetime.init(configured:))
        rotateEvery = try Self.rotateEvery(configuration, publishBeforeUse: store.publishBeforeUse)
        secretCacheTTL = try configuration.duration(.secretCacheTTL)
        throttleClientFailures = try configuration.number(.throttleClientFailures)
        warnings =
            Warnings.paths(configuration) + Warnings.password(configuration) + store.hashCost.warnings
            + Warnings.issuer(
                issuer?.description ?? http.url(boundPort: http.port),
                isExposed: issuer?.url.isExposed ?? http.isExposed)
    }

    /// A key has to have signed for a while before the next one is made.
    private static func rotateEvery(
        _ configuration: ResolvedConfiguration, publishBeforeUse: Int
    ) throws(ConfigurationError) -> Int {
        let seconds = try configuration.number(.rotateEvery)
        guard seconds == 0 || seconds >= 3600 else {
            throw configuration.refusal(of: .rotateEvery, "has to be 0, or a duration from 1h to 365d")
        }
        guard seconds == 0 || seconds > publishBeforeUse else {
            throw configuration.refusal(of: .rotateEvery, "has to be more than keys.publish-before-use")
        }
        return seconds
    }
}

extension TokenLifetime {
    /// Reads a duration of 1 second to a day; `nil` otherwise.
    init?(configured text: String) {
        guard let duration = DurationText(parsing: text) else { return nil }
        self.init(seconds: duration.seconds)
    }
}
