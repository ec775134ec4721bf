/// What a server's tokens have in common.
public struct TokenPolicy: Sendable {
    /// `iss`.
    public let issuer: Issuer
    /// How long a token lives where the client does not say otherwise.
    public let lifetime: TokenLifetime
    /// `aud` where neither the request nor the client names a resource.
    public let audience: ResourceIdentifier?

    /// Puts a policy together.
    public init(issuer: Issuer, lifetime: TokenLifetime, audience: ResourceIdentifier? = nil) {
        self.issuer = issuer
        self.lifetime = lifetime
        self.audience = audience
    }
}

/// Issues an access token to a client that proves who it is (RFC 6749 section 4.4).
public struct IssueToken: Sendable {
    let authenticate: AuthenticateClient
    let keys: any Ports.SigningKeys
    let random: any Ports.Randomness
    let clock: any Ports.Clock
    let policy: TokenPolicy

    /// Composes the use case.
    public init(
        authenticate: AuthenticateClient, keys: any Ports.SigningKeys, random: any Ports.Randomness,
        clock: any Ports.Clock, policy: TokenPolicy
    ) {
        self.authenticate = authenticate
        self.keys = keys
        self.random = random
        self.clock = clock
        self.policy = policy
    }

    /// A token for a request whose form was in order.
    ///
    /// The order is the contract's: the grant type before the client, what the client may do after.
    ///
    /// - Throws: `TokenError`.
    public func callAsFunction(_ request: TokenRequest) async throws(TokenError) -> AccessToken {
        guard let name = request.grantType else { throw .invalidRequest(.missingGrantType) }  // RFC 6749 4.4.2
        guard GrantType(parsing: name) == .clientCredentials else { throw .unsupportedGrantType }  // 5.2
        let client = try await authenticate(request.credentials)  // 3.2.1
        return try await sign(
            claims(of: request, for: client), lifetime: client.tokenLifetime ?? policy.lifetime)
    }

    /// What a client that has proved who it is gets on this request.
    private func claims(of request: TokenRequest, for client: Client) throws(TokenError) -> AccessTokenClaims {
        guard client.grantTypes.contains(.clientCredentials) else { throw .unauthorizedClient }  // 5.2
        let scopes = try scopes(request.scope, for: client)  // 3.3
        let resources = try resources(request.resources, for: client)  // RFC 8707 2
        return AccessTokenClaims(
            issuer: policy.issuer, clientID: client.id, audience: resources, issuedAt: clock.now(),
            lifetime: client.tokenLifetime ?? policy.lifetime, tokenID: try tokenID(), scopes: scopes)
    }

    /// RFC 6749 section 3.3: all of the client's where none is asked for; never silently fewer than were.
    private func scopes(_ requested: String?, for client: Client) throws(TokenError) -> ScopeSet {
        guard let requested else { return client.scopes }
        guard let scopes = ScopeSet(parsing: requested), scopes.isSubset(of: client.scopes) else { throw .invalidScope }
        return scopes
    }

    /// RFC 8707 section 2: the client's first where none is asked for; equal ones count once.
    private func resources(_ requested: [String], for client: Client) throws(TokenError) -> [ResourceIdentifier] {
        guard !requested.isEmpty else {
            guard let usual = client.resources.first ?? policy.audience else { throw .invalidTarget }
            return [usual]
        }
        var resources: [ResourceIdentifier] = []
        for text in requested {
            guard let resource = ResourceIdentifier(parsing: text), client.resources.contains(resource) else {
                throw .invalidTarget
            }
            resources.append(resource)
        }
        return resources.uniqued()
    }

    /// RFC 9068 section 2.2: `jti`, here of 128 random bits.
    private func tokenID() throws(TokenError) -> String {
        do throws(RandomnessFailure) {
            return Base64URL.string(try random.bytes(16))
        } catch { throw .unavailable(retryAfter: 1, cause: "no random bytes") }
    }

    /// RFC 7515 section 5.1 with the header of RFC 9068 section 2.1.
    private func sign(_ claims: AccessTokenClaims, lifetime: TokenLifetime) async throws(TokenError) -> AccessToken {
        let signer: any Ports.Signer
        do throws(KeysUnavailable) {
            signer = try await keys.activeSigner()
        } catch { throw .unavailable(retryAfter: error.retryAfter, cause: "no active signing key") }
        let input = CompactJWS.signingInput(encodedHeader: signer.accessTokenHeader, payload: claims.payload)
        let signature: [UInt8]
        do throws(SigningFailure) {
            signature = try await signer.signature(for: input)
        } catch { throw .unavailable(retryAfter: 1, cause: "signing failed: \(error.cause)") }
        let bytes = CompactJWS.bytes(signingInput: input, signature: signature)
        // What no resource server would look at must not be issued.
        guard bytes.count <= CompactJWS.longest else { throw .invalidScope }
        return AccessToken(bytes: bytes, claims: claims, lifetime: lifetime)
    }
}
