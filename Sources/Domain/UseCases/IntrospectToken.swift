/// Tells an authenticated caller whether a token is good (RFC 7662).
///
/// The client that a token was issued to may ask about it, and clients that were registered to introspect for a resource
/// of its `aud`. To everybody else every token is inactive (section 2.2), so nothing can be found out by asking.
public struct IntrospectToken: Sendable {
    let authenticate: AuthenticateClient
    let verify: VerifyAccessToken

    /// Composes the use case; `verify` looks at no audience, since the token is not for this server.
    public init(authenticate: AuthenticateClient, verify: VerifyAccessToken) {
        self.authenticate = authenticate
        self.verify = verify
    }

    /// The claims of a token that is active and that the caller may know of; `nil` for any other.
    ///
    /// - Throws: `TokenError`: the caller could not be authenticated, or what is needed to answer is not at hand.
    public func callAsFunction(_ query: TokenQuery) async throws(TokenError) -> AccessTokenClaims? {
        guard let token = query.token else { throw .invalidRequest(.missingToken) }  // 2.1
        let caller = try await authenticate(query.credentials)  // 2.1: "MUST also require some form of authorization"
        guard let claims = try await verify.active(token) else { return nil }
        // Section 4: expired is not active. The leeway is for resource servers, whose clock may be another than the issuer's.
        guard verify.clock.now() < claims.expires else { return nil }
        return caller.mayIntrospect(claims) ? claims : nil
    }
}

extension Client {
    /// Whether the client may know what a token with these claims is worth.
    func mayIntrospect(_ claims: AccessTokenClaims) -> Bool {
        claims.clientID.hasSameBytes(as: id.description)
            || claims.audience.contains { name in ResourceIdentifier(parsing: name).map(introspects.contains) ?? false }
    }
}

extension VerifyAccessToken {
    /// The claims of a token that is good now; `nil` for one that is not, whatever the reason.
    ///
    /// - Throws: `TokenError.unavailable` where that can't be told.
    func active(_ token: String) async throws(TokenError) -> AccessTokenClaims? {
        do throws(BearerError) {
            return try await self(Array(token.utf8))
        } catch {
            switch error {
            case .keysUnavailable(let seconds):
                throw .unavailable(retryAfter: seconds, cause: "no keys were read yet")
            case .revocationsUnavailable(let seconds):
                throw .unavailable(retryAfter: seconds, cause: "no revocations were read yet")
            case .missingToken, .invalidRequest, .invalidToken, .insufficientScope: return nil
            }
        }
    }
}
