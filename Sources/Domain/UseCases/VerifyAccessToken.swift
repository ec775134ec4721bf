/// Checks an access token at a protected resource (RFC 9068 section 4, RFC 8725 section 3).
public struct VerifyAccessToken: Sendable {
    let keys: any Ports.VerifierSource
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
        keys: any Ports.VerifierSource, clock: any Ports.Clock, issuer: Issuer?, audience: ResourceIdentifier,
        requiredScopes: ScopeSet = ScopeSet(), revocations: (any Ports.RevocationSource)? = nil
    ) {
        self.keys = keys
        self.clock = clock
        self.issuer = issuer
        self.audience = audience
        self.requiredScopes = requiredScopes
        self.revocations = revocations
    }

    /// Composes the use case for the issuer itself, which looks at its own tokens whomever they are for.
    public init(
        keys: any Ports.VerifierSource, clock: any Ports.Clock, ownTokensOf issuer: Issuer?,
        revocations: (any Ports.RevocationSource)? = nil
    ) {
        self.keys = keys
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
        let jws: CompactJWS
        let claims: AccessTokenClaims
        do throws(TokenDefect) {
            jws = try CompactJWS(parsing: token)
            try Self.checkType(jws.type)
        } catch { throw .invalidToken(error) }
        try await jws.checkSignature(with: keys)
        do throws(TokenDefect) {
            claims = try AccessTokenClaims(parsing: jws.payload)
            try checkParties(claims)
            try checkTimes(claims)
        } catch { throw .invalidToken(error) }
        try await checkRevocations(claims, signedWith: jws.keyID)
        guard requiredScopes.isSubset(of: claims.scopes) else { throw .insufficientScope(requiredScopes) }
        return claims
    }

    /// RFC 9068 section 4: `at+jwt` or `application/at+jwt`, as a media type in any case.
    ///
    /// Another kind of token of the same issuer must not pass for an access token (RFC 8725 section 3.11).
    private static func checkType(_ type: String?) throws(TokenDefect) {
        guard let type, ["at+jwt", "application/at+jwt"].contains(type.asciiLowercased()) else { throw .type }
    }

    /// What the issuer has taken back is as good as expired.
    private func checkRevocations(
        _ claims: AccessTokenClaims, signedWith keyID: KeyID?
    ) async throws(BearerError) {
        guard let revocations else { return }
        let list: RevocationList
        do throws(RevocationsUnavailable) { list = try await revocations.currentRevocations() } catch {
            throw .revocationsUnavailable(retryAfter: error.retryAfter)
        }
        guard !list.revokes(claims, signedWith: keyID) else { throw .invalidToken(.revoked) }
    }

    /// RFC 9068 section 4: `iss` exactly, `aud` holds this resource; both by their bytes.
    private func checkParties(_ claims: AccessTokenClaims) throws(TokenDefect) {
        if let issuer, !claims.issuer.utf8.elementsEqual(issuer.description.utf8) { throw .issuer }
        guard let ours = audience?.description.utf8 else { return }
        guard claims.audience.contains(where: { $0.utf8.elementsEqual(ours) }) else { throw .audience }
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

extension String {
    /// A to Z in lower case, and nothing else changed.
    func asciiLowercased() -> String {
        String(decoding: utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
}
