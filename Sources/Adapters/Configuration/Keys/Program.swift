/// The three programs, and the keys that each of them reads.
public enum Program: String, CaseIterable, Hashable, Sendable {
    /// The authorization server.
    case authorizationServer = "steelcut-auth"
    /// The resource server.
    case resourceServer = "steelcut-resource"
    /// The command line.
    case commandLine = "steelcut"

    /// What it is, in words.
    public var summary: String {
        switch self {
        case .authorizationServer: "the authorization server: issues access tokens (OAuth 2.0 client credentials)"
        case .resourceServer: "the resource server: serves a JSON file to bearers of good access tokens"
        case .commandLine: "the operator's and client's command line"
        }
    }

    /// Its keys, in the order in which they are listed.
    public var keys: [ConfigurationKey] {
        let groups: [[ConfigurationKey]] =
            switch self {
            case .authorizationServer:
                [
                    Self.store, [.issuer, .audience, .httpHost, .httpPort], Self.http, [.tokenLifetime], Self.keyMaking,
                    [.rotateEvery], Self.hash, [.secretCacheTTL, .throttleClientFailures], Self.limits, Self.log,
                ]
            case .resourceServer:
                [
                    [.resourceRoute, .resourceFile, .trustedIssuer, .acceptedAudience, .requiredScope, .resourceURL],
                    [.keySetURL, .keySetFile, .revocationsURL, .revocationsPoll, .revocationsStale],
                    [.httpHost, .resourceHTTPPort], Self.http, Self.limits, Self.log,
                ]
            case .commandLine:
                [Self.store, [.audience], Self.keyMaking, Self.hash, Self.log]
            }
        return groups.flatMap(\.self)
    }

    /// Keys of the other programs alone, each name once.
    var foreignKeys: [ConfigurationKey] {
        var names = Set(keys.map(\.name))
        return Self.allCases.flatMap(\.keys).filter { names.insert($0.name).inserted }
    }

    /// The names that a file may hold: every program's, so that one file serves all.
    public static let names = Set(allCases.flatMap { $0.keys.map(\.name) })

    private static let store: [ConfigurationKey] =
        [.dataDirectory, .databaseURL, .databaseTimeout, .keyring, .keyringPassphraseFile]
    private static let keyMaking: [ConfigurationKey] = [.publishBeforeUse, .signingAlgorithm]
    private static let http: [ConfigurationKey] = [.httpPortFile, .tlsCertificate, .tlsPrivateKey]
    private static let hash: [ConfigurationKey] = [.hashMemory, .hashIterations, .hashParallelism]
    private static let limits: [ConfigurationKey] =
        [.limitBody, .limitHeaderList, .limitRequestTime, .limitIdleTime, .limitConnections, .shutdownGrace]
    private static let log: [ConfigurationKey] = [.logLevel, .logFormat]
}
