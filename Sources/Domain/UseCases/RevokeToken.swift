/// Ends a token before its time, on behalf of the client it was issued to (RFC 7009).
public struct RevokeToken: Sendable {
    let authenticate: AuthenticateClient
    let verify: VerifyAccessToken
    let revocations: any Ports.RevocationStore
    let clock: any Ports.Clock
    let audit: AuditChain?

    /// Composes the use case; `verify` looks at no audience, since the token is not for this server.
    ///
    /// With `audit`, each revocation is an event of the audit trail, made in the transaction that revokes.
    public init(
        authenticate: AuthenticateClient, verify: VerifyAccessToken, revocations: any Ports.RevocationStore,
        clock: any Ports.Clock, audit: AuditChain? = nil
    ) {
        self.authenticate = authenticate
        self.verify = verify
        self.revocations = revocations
        self.clock = clock
        self.audit = audit
    }

    /// Revokes the token; one that is not active needs nothing done and is no error (section 2.2).
    ///
    /// Where a list is full (`RevocationList.mostTokens`) all tokens that the client has by now are revoked with it.
    ///
    /// - Throws: `TokenError.invalidRequest(.foreignToken)` for another client's token, which lives on;
    ///   `.unavailable` where the store did not take the revocation: then it must not be reported as made
    ///   (section 2.2.1).
    public func callAsFunction(_ query: TokenQuery) async throws(TokenError) {
        guard let token = query.token else { throw .invalidRequest(.missingToken) }  // 2.1
        let caller = try await authenticate(query.credentials)  // 2.1
        guard let claims = try await verify.active(token) else { return }
        guard claims.clientID.hasSameBytes(as: caller.id.description) else {
            throw .invalidRequest(.foreignToken)
        }
        let now = clock.now()
        let isFull = try await isListFull()
        let revocation = isFull ? Revocation(ofClient: caller.id, at: now) : Revocation(of: claims, at: now)
        let entry = AuditEntry(at: now, by: .client(caller.id), revoking: claims, andAllOfItsClient: isFull)
        do throws(StoreFailure) {
            try await revocations.revoke(revocation, recording: audit?.record([entry]))
        } catch { throw .unavailable(retryAfter: 1, cause: "\(error.code.rawValue): \(error.cause)") }
    }

    /// Whether one more token would make the list too long for those who read it (`RevocationList.mostTokens`).
    private func isListFull() async throws(TokenError) -> Bool {
        do throws(RevocationsUnavailable) {
            return try await verify.revocations?.currentRevocations().isFull ?? false
        } catch { throw .unavailable(retryAfter: error.retryAfter, cause: "no revocations were read yet") }
    }
}

extension AuditEntry {
    /// A token was taken back, or all that its client had by then.
    public init(
        at now: Timestamp, by actor: AuditActor, revoking claims: AccessTokenClaims,
        andAllOfItsClient isAll: Bool = false
    ) {
        self.init(
            at: now, by: actor, .tokenRevoked,
            [JSONMember("client_id", .string(claims.clientID)), JSONMember("jti", .string(claims.tokenID))]
                + (isAll ? [JSONMember("all_tokens_of_the_client", .bool(true))] : []))
    }
}
