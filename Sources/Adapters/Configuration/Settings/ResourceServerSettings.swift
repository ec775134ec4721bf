public import SteelcutDomain

/// What the resource server is told.
public struct ResourceServerSettings: ProgramSettings {
    /// Where the issuer's public keys come from.
    public enum KeySetSource: Hashable, Sendable {
        /// From where the issuer's metadata says (RFC 8414).
        case metadata
        /// From this URL.
        case url(WebURL)
        /// From this file.
        case file(path: String)
    }

    /// `steelcut-resource`.
    public static var program: Program { .resourceServer }

    /// Where and how it listens.
    public let http: HTTPSettings
    /// The path of the resource, without a slash at either end.
    public let route: String
    /// The JSON file that is served.
    public let file: String
    /// Who has to have issued a token.
    public let issuer: Issuer
    /// What a token has to be for.
    public let audience: ResourceIdentifier
    /// What a token has to allow.
    public let scope: ScopeSet
    /// The resource's name in its metadata; `nil` where it is the server's own address with a port that is yet to be
    /// bound (`HTTPSettings.url(boundPort:)`, a slash, `route`).
    public let resourceURL: String?
    /// Where public keys come from.
    public let keySet: KeySetSource
    /// How what the issuer has revoked is heard of.
    public let revocations: RevocationSettings
    /// What is logged.
    public let log: LogSettings
    /// What should be thought about.
    public let warnings: [String]

    /// Checks every key.
    public init(_ configuration: ResolvedConfiguration) throws(ConfigurationError) {
        log = try LogSettings(configuration)
        http = try HTTPSettings(configuration, port: .resourceHTTPPort)
        route = try configuration.required(.resourceRoute, ResourceRoute.parse)
        file = try configuration.required(.resourceFile) { $0 }
        issuer = try configuration.required(.trustedIssuer, Issuer.init(parsing:))
        audience = try configuration.required(.acceptedAudience, ResourceIdentifier.init(parsing:))
        scope = try configuration.value(.requiredScope, ScopeSet.init(parsing:)) ?? ScopeSet()
        resourceURL = try configuration.value(.resourceURL) { text in
            WebURL(parsing: text).flatMap { $0.hasQuery ? nil : $0.description }
        }
        keySet = try KeySetSource(configuration)
        revocations = try RevocationSettings(configuration)
        var warnings = Warnings.paths(configuration)
        warnings += Warnings.issuer(issuer.description, isExposed: issuer.url.isExposed)
        if case .url(let url) = keySet, url.isExposed {
            warnings.append("jwks.url: public keys over plain http can be replaced on their way; use https")
        }
        self.warnings = warnings
    }
}

extension ResourceServerSettings.KeySetSource {
    fileprivate init(_ configuration: ResolvedConfiguration) throws(ConfigurationError) {
        let url = try configuration.value(.keySetURL, WebURL.init(parsing:))
        let file = try configuration.text(.keySetFile)
        switch (url, file) {
        case (nil, nil): self = .metadata
        case (let url?, nil): self = .url(url)
        case (nil, let file?): self = .file(path: file)
        case (.some, .some):
            throw ConfigurationError(
                ConfigurationKey.keySetURL.name,
                "excludes jwks.file (\(configuration.origin(of: .keySetURL)); \(configuration.origin(of: .keySetFile)))"
            )
        }
    }
}
