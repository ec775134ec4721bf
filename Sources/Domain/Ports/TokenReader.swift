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

        /// The same for who has read a token before.
        ///
        /// - Parameters:
        ///   - token: As it came.
        ///   - header: A header that was read before. Most tokens have the same, and theirs need not be read again.
        /// - Throws: The same.
        func read(_ token: [UInt8], expecting header: CompactJWS.Header?) async throws(BearerError) -> SignedToken
    }
}

extension Ports.TokenReader {
    /// Reads all of a token, whatever is expected.
    public func read(
        _ token: [UInt8], expecting header: CompactJWS.Header?
    ) async throws(BearerError) -> SignedToken { try await read(token) }
}

/// What a token says, and which key has signed it.
public struct SignedToken: Hashable, Sendable {
    /// What it says.
    public let claims: AccessTokenClaims
    /// The key, where the token names one.
    public let keyID: KeyID?
    /// The token's header, where its reader has kept it.
    public let header: CompactJWS.Header?

    /// Puts together what a reader has found out.
    public init(claims: AccessTokenClaims, keyID: KeyID?, header: CompactJWS.Header? = nil) {
        self.claims = claims
        self.keyID = keyID
        self.header = header
    }
}
