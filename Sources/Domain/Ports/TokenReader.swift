extension Ports {
    /// Finds out who has signed a token, and what it says.
    ///
    /// Whether it is good here and now, for this resource and at this time, is another question: so that the answer can
    /// be remembered.
    public protocol TokenReader: Sendable {
        /// What a token says that one of the issuer's keys has signed.
        ///
        /// - Parameter token: As it came: any bytes, up to `CompactJWS.longest` where a request has brought them.
        /// - Throws: `BearerError.invalidToken` for any defect of its form, type, signature or claims,
        ///   `.keysUnavailable`.
        func read(_ token: [UInt8]) async throws(BearerError) -> SignedToken
    }
}

/// What a token says, and which key has signed it.
public struct SignedToken: Hashable, Sendable {
    /// What it says.
    public let claims: AccessTokenClaims
    /// The key, where the token names one.
    public let keyID: KeyID?

    /// Puts together what a reader has found out.
    public init(claims: AccessTokenClaims, keyID: KeyID?) {
        self.claims = claims
        self.keyID = keyID
    }

    /// The same; what another token says too is in memory once for both.
    package func sharing(with other: SignedToken) -> SignedToken {
        SignedToken(claims: claims.sharing(with: other.claims), keyID: keyID)
    }
}
