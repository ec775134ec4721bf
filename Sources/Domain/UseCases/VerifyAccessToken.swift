/// Checks an access token at a protected resource (RFC 9068 section 4, RFC 8725 section 3).
public struct VerifyAccessToken: Sendable {
    let reader: any Ports.TokenReader
    let clock: any Ports.Clock
    let issuer: Issuer?
    let audience: ResourceIdentifier?
    let requiredScopes: ScopeSet
    let revocations: (any Ports.RevocationSource)?

    /// Composes the use case; every one of `requiredScopes` is needed.
    ///
    /// `issuer` is `nil` only where the keys themselves were handed over as the one thing to trust: then `iss` is whoever
    /// holds them. Without `revocations` a token is good until it ends.
    public init(
        reader: any Ports.TokenReader, clock: any Ports.Clock, issuer: Issuer?, audience: ResourceIdentifier,
        requiredScopes: ScopeSet = ScopeSet(), revocations: (any Ports.RevocationSource)? = nil
    ) {
        self.reader = reader
        self.clock = clock
        self.issuer = issuer
        self.audience = audience
        self.requiredScopes = requiredScopes
        self.revocations = revocations
    }

    /// Composes the use case over the keys alone: each token's signature is checked whenever it comes.
    public init(
        keys: any Ports.VerifierSource, clock: any Ports.Clock, issuer: Issuer?, audience: ResourceIdentifier,
        requiredScopes: ScopeSet = ScopeSet(), revocations: (any Ports.RevocationSource)? = nil
    ) {
        self.init(
            reader: ReadAccessToken(keys: keys), clock: clock, issuer: issuer, audience: audience,
            requiredScopes: requiredScopes, revocations: revocations)
    }

    /// Composes the use case for the issuer itself, which looks at its own tokens whomever they are for.
    public init(
        keys: any Ports.VerifierSource, clock: any Ports.Clock, ownTokensOf issuer: Issuer?,
        revocations: (any Ports.RevocationSource)? = nil
    ) {
        reader = ReadAccessToken(keys: keys)
        self.clock = clock
        self.issuer = issuer
        audience = nil
        requiredScopes = ScopeSet()
        self.revocations = revocations
    }

    /// The claims of a token that is good here and now.
    ///
    /// - Throws: `BearerError.invalidToken` for any defect, `.insufficientScope`, `.keysUnavailable`, or
    ///   `.revocationsUnavailable`.
    public func callAsFunction(_ token: [UInt8]) async throws(BearerError) -> AccessTokenClaims {
        let signed = try await reader.read(token)
        try checkHereAndNow(signed.claims)
        try await checkRevocations(signed)
        guard requiredScopes.isSubset(of: signed.claims.scopes) else { throw .insufficientScope(requiredScopes) }
        return signed.claims
    }

    private func checkHereAndNow(_ claims: AccessTokenClaims) throws(BearerError) {
        do throws(TokenDefect) {
            try checkParties(claims)
            try checkTimes(claims)
        } catch { throw .invalidToken(error) }
    }

    /// What the issuer has taken back is as good as expired.
    private func checkRevocations(_ signed: SignedToken) async throws(BearerError) {
        guard let revocations else { return }
        let list: RevocationList
        do throws(RevocationsUnavailable) { list = try await revocations.currentRevocations() } catch {
            throw .revocationsUnavailable(retryAfter: error.retryAfter)
        }
        guard !list.revokes(signed.claims, signedWith: signed.keyID) else { throw .invalidToken(.revoked) }
    }

    /// RFC 9068 section 4: `iss` exactly, `aud` holds this resource; both by their bytes.
    private func checkParties(_ claims: AccessTokenClaims) throws(TokenDefect) {
        if let issuer, !claims.issuer.hasSameBytes(as: issuer.description) { throw .issuer }
        guard let ours = audience?.description else { return }
        guard claims.audience.contains(where: { $0.hasSameBytes(as: ours) }) else { throw .audience }
    }

    /// RFC 7519 section 4.1.4 to 4.1.6, with the leeway for clocks that differ.
    private func checkTimes(_ claims: AccessTokenClaims) throws(TokenDefect) {
        let now = clock.now()
        let latest = now.advanced(bySeconds: Leeway.seconds)
        guard now < claims.expires.advanced(bySeconds: Leeway.seconds) else { throw .expired }
        guard claims.issuedAt <= latest else { throw .notYetValid }
        if let notBefore = claims.notBefore, notBefore > latest { throw .notYetValid }
    }
}
