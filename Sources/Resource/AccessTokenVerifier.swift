public import Logging
public import SteelcutClient
public import SteelcutDomain
import SteelcutMemory
import SteelcutOpenSSL
public import SteelcutSystemClock

/// Checks the access tokens that an issuer gave out for a protected resource (RFC 9068 section 4).
///
/// ```swift
/// let verifier = try AccessTokenVerifier(issuer: "https://auth.example", audience: "api", scope: "read")
/// let claims = try await verifier.verify(token)
/// print(claims.clientID, claims.scopes)
/// ```
///
/// The issuer's public keys are fetched when the first token comes, kept, and fetched again as they change; the last
/// good set stays in use while the issuer can't be asked. What the issuer has revoked is heard of by the list that it
/// publishes, where it does. With ``run()`` beside the requests, as a service, no request ever waits for either. A token
/// that comes again is not checked again: the digests of good tokens are remembered, until they end or the keys become
/// others. Copies share all of it.
public struct AccessTokenVerifier: Sendable {
    let keys: IssuerKeys
    let revocations: IssuerRevocations
    private let reader: any Ports.TokenReader
    private let clock: any Ports.Clock
    private let issuer: Issuer
    private let audience: ResourceIdentifier

    /// The scopes that a token has to have, all of them.
    public let scope: ScopeSet

    /// A verifier of an issuer's tokens.
    ///
    /// - Parameters:
    ///   - issuer: Who has to have issued a token: `iss`, byte for byte.
    ///   - audience: What a token has to be for: among `aud`, byte for byte.
    ///   - scope: The scopes that a token has to have, with spaces between them; empty for none.
    ///   - keys: Where the issuer's public keys come from.
    ///   - revocations: Whether and how what the issuer has revoked is heard of.
    ///   - connections: How the issuer is reached.
    ///   - clock: Tells whether a token has expired, and when keys and revocations are fetched again.
    ///   - logger: Hears when these can't be had, and when they can again.
    /// - Throws: `SetupError` where one of these can't be meant.
    public init(
        issuer: String, audience: String, scope: String = "", keys: KeySource = .metadata,
        revocations: Revocations = .followed(),
        connections: ConnectionSettings = ConnectionSettings(deadline: .seconds(5)),
        clock: any Ports.Clock = SystemClock(), logger: Logger = Logger(label: "steelcut.verifier")
    ) throws(SetupError) {
        guard let parsedIssuer = Issuer(parsing: issuer) else { throw .invalidIssuer }
        guard let parsedAudience = ResourceIdentifier(parsing: audience) else { throw .invalidAudience }
        guard let parsedScope = ScopeSet(parsing: scope) else { throw .invalidScope }
        try self.init(
            issuer: parsedIssuer, audience: parsedAudience, scope: parsedScope, keys: keys,
            revocations: revocations, connections: connections, clock: clock, logger: logger)
    }

    /// A verifier of an issuer's tokens, of values that are sound already.
    ///
    /// - Throws: `SetupError` where the keys or the revocations can't come from there.
    public init(
        issuer: Issuer, audience: ResourceIdentifier, scope: ScopeSet = ScopeSet(), keys: KeySource = .metadata,
        revocations: Revocations = .followed(),
        connections: ConnectionSettings = ConnectionSettings(deadline: .seconds(5)),
        clock: any Ports.Clock = SystemClock(), logger: Logger = Logger(label: "steelcut.verifier")
    ) throws(SetupError) {
        let issuerKeys = try IssuerKeys(keys, of: issuer, connections: connections, clock: clock, logger: logger)
        self.init(
            issuer: issuer, audience: audience, scope: scope, keys: issuerKeys,
            revocations: try IssuerRevocations(
                revocations, of: issuer, keys: issuerKeys, connections: connections, clock: clock, logger: logger),
            clock: clock)
    }

    /// A verifier that takes its keys from `source`: for tests, and for keys that come another way.
    ///
    /// Without `revocations` a token is good until it ends.
    public init(
        issuer: Issuer, audience: ResourceIdentifier, scope: ScopeSet = ScopeSet(),
        source: any Ports.VerifierSource, revocations: (any Ports.RevocationSource)? = nil,
        clock: any Ports.Clock = SystemClock()
    ) {
        self.init(
            issuer: issuer, audience: audience, scope: scope, keys: .given(source),
            revocations: revocations.map(IssuerRevocations.given) ?? .ignored, clock: clock)
    }

    private init(
        issuer: Issuer, audience: ResourceIdentifier, scope: ScopeSet, keys: IssuerKeys,
        revocations: IssuerRevocations, clock: any Ports.Clock, reader: (any Ports.TokenReader)? = nil
    ) {
        self.issuer = issuer
        self.audience = audience
        self.scope = scope
        self.keys = keys
        self.reader = reader ?? Self.reader(keys.source, clock)
        self.revocations = revocations
        self.clock = clock
    }

    /// Without a digest every token is checked whenever it comes, and nothing is remembered.
    private static func reader(_ keys: any Ports.VerifierSource, _ clock: any Ports.Clock) -> any Ports.TokenReader {
        let reader = ReadAccessToken(keys: keys)
        guard let digest = try? OpenSSLDigest() else { return reader }
        return RememberedTokens(over: reader, keys: keys, digest: digest, clock: clock)
    }

    /// The claims of a token that is good here and now.
    ///
    /// - Parameter token: What stands behind `Bearer` in the `Authorization` header.
    /// - Throws: `BearerError`: `.invalidToken` for any defect (401), `.insufficientScope` (403), `.keysUnavailable`
    ///   where no key set could be had yet, `.revocationsUnavailable` where it is not known what is revoked (both 503).
    public func verify(_ token: String) async throws(BearerError) -> AccessTokenClaims {
        try await check(Array(token.utf8))
    }

    /// The same with further scopes needed: for a route that asks for more than the rest.
    public func requiring(_ scope: ScopeSet) -> AccessTokenVerifier {
        AccessTokenVerifier(
            issuer: issuer, audience: audience, scope: ScopeSet(self.scope.scopes + scope.scopes), keys: keys,
            revocations: revocations, clock: clock, reader: reader)
    }

    /// The same with further scopes needed, given with spaces between them.
    ///
    /// - Throws: `SetupError.invalidScope` outside the grammar of RFC 6749 section 3.3.
    public func requiring(_ scope: String) throws(SetupError) -> AccessTokenVerifier {
        guard let scope = ScopeSet(parsing: scope) else { throw .invalidScope }
        return requiring(scope)
    }

    /// The check as the use case that endpoints take, such as `BearerCheck` of `SteelcutEndpoints`.
    public var check: VerifyAccessToken {
        VerifyAccessToken(
            reader: reader, clock: clock, issuer: issuer, audience: audience, requiredScopes: scope,
            revocations: revocations.source)
    }

    /// Whether tokens can be checked, for a health endpoint.
    public var health: Health {
        switch (keys.health, revocations.health) {
        case (.unavailable, _), (_, .unavailable): .unavailable
        case (.degraded, _), (_, .degraded): .degraded
        case (.ok, .ok): .ok
        }
    }

    /// Whether what the issuer revokes is heard of, if it publishes a list.
    public var followsRevocations: Bool { revocations.source != nil }

    /// Reads a key file again; keys from anywhere else look after themselves.
    ///
    /// - Throws: `SetupError.keyFile`; the last good set then stays in use.
    public func reloadKeyFile() throws(SetupError) { try keys.reload() }
}
