public import SteelcutDomain

extension AuthorizationServerEndpoint {
    /// Composes the endpoint of nothing but ports, for services that have a store of their own.
    ///
    /// - Parameters:
    ///   - issuer: Whose tokens are issued; the base of every published URL.
    ///   - clients: Who may ask for tokens.
    ///   - hasher: Checks their secrets: in front of a slow one `RememberedSecrets.throttling(_:)` of `SteelcutMemory`.
    ///   - keys: Signs, and says which public keys there are.
    ///   - random: Names the tokens.
    ///   - clock: Says when they were issued.
    ///   - digest: Makes entity tags.
    ///   - lifetime: How long a token lives where the client does not say otherwise.
    ///   - audience: What a token is for where neither the request nor the client names a resource.
    ///   - publishBeforeUse: For how many seconds a key is published before it signs.
    ///   - health: How the server is right now; cheap to ask.
    public init(
        issuer: Issuer, clients: any Ports.ClientStore, hasher: any Ports.Hasher, keys: any Ports.SigningKeys,
        random: any Ports.Randomness, clock: any Ports.Clock, digest: any Ports.Digest,
        lifetime: TokenLifetime = .standard, audience: ResourceIdentifier? = nil, publishBeforeUse: Int = 600,
        health: @escaping @Sendable () -> Health = { .ok }
    ) {
        self.init(
            issuer: issuer,
            issueToken: IssueToken(
                authenticate: AuthenticateClient(clients: clients, hasher: hasher, clock: clock), keys: keys,
                random: random, clock: clock,
                policy: TokenPolicy(issuer: issuer, lifetime: lifetime, audience: audience)),
            publishKeys: PublishKeys(keys: keys, clock: clock, publishBeforeUse: publishBeforeUse), digest: digest,
            health: health)
    }
}
