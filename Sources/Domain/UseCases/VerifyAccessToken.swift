/// Checks an access token at a protected resource (RFC 9068 section 4, RFC 8725 section 3).
public struct VerifyAccessToken: Sendable {
    let keys: any Ports.VerifierSource
    let clock: any Ports.Clock
    let issuer: Issuer?
    let audience: ResourceIdentifier
    let requiredScopes: ScopeSet

    /// Composes the use case; every one of `requiredScopes` is needed.
    ///
    /// `issuer` is `nil` only where the keys themselves were handed over as the one thing to trust: then `iss` is whoever
    /// holds them.
    public init(
        keys: any Ports.VerifierSource, clock: any Ports.Clock, issuer: Issuer?, audience: ResourceIdentifier,
        requiredScopes: ScopeSet = ScopeSet()
    ) {
        self.keys = keys
        self.clock = clock
        self.issuer = issuer
        self.audience = audience
        self.requiredScopes = requiredScopes
    }

    /// The claims of a token that is good here and now.
    ///
    /// - Throws: `BearerError.invalidToken` for any defect, `.insufficientScope`, or `.keysUnavailable`.
    public func callAsFunction(_ token: [UInt8]) async throws(BearerError) -> AccessTokenClaims {
        let jws: CompactJWS
        let claims: AccessTokenClaims
        do throws(TokenDefect) {
            jws = try CompactJWS(parsing: token)
            try Self.checkType(jws.type)
        } catch { throw .invalidToken(error) }
        try await checkSignature(of: jws)
        do throws(TokenDefect) {
            claims = try AccessTokenClaims(parsing: jws.payload)
            try checkParties(claims)
            try checkTimes(claims)
        } catch { throw .invalidToken(error) }
        guard requiredScopes.isSubset(of: claims.scopes) else { throw .insufficientScope(requiredScopes) }
        return claims
    }

    /// RFC 9068 section 4: `at+jwt` or `application/at+jwt`, as a media type in any case.
    ///
    /// Another kind of token of the same issuer must not pass for an access token (RFC 8725 section 3.11).
    private static func checkType(_ type: String?) throws(TokenDefect) {
        guard let type, ["at+jwt", "application/at+jwt"].contains(type.asciiLowercased()) else { throw .type }
    }

    /// RFC 8725 section 3.1: the key decides the algorithm, and the header has to agree.
    private func checkSignature(of jws: CompactJWS) async throws(BearerError) {
        let candidates: [any Ports.SignatureVerifier]
        do throws(KeysUnavailable) {
            candidates = try await keys.verifiers(named: jws.keyID)
        } catch { throw .keysUnavailable(retryAfter: error.retryAfter) }
        guard !candidates.isEmpty else { throw .invalidToken(.unknownKey) }
        let fitting = candidates.filter { $0.algorithm == jws.algorithm }
        guard let key = fitting.first else { throw .invalidToken(.algorithm) }
        // Without `kid` a token is taken only where there is no choice.
        guard fitting.count == 1 else { throw .invalidToken(.unknownKey) }
        guard key.isValid(jws.signature, for: jws.signingInput) else { throw .invalidToken(.signature) }
    }

    /// RFC 9068 section 4: `iss` exactly, `aud` holds this resource; both by their bytes.
    private func checkParties(_ claims: AccessTokenClaims) throws(TokenDefect) {
        if let issuer, !claims.issuer.utf8.elementsEqual(issuer.description.utf8) { throw .issuer }
        let ours = audience.description.utf8
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
