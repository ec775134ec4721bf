/// What a client is to be, before it has an ID and a secret.
public struct ClientRegistration: Sendable {
    /// What people call it.
    public var name: ClientName
    /// The grants it may use.
    public var grantTypes: [GrantType]
    /// What its tokens may be for.
    public var resources: [ResourceIdentifier]
    /// The scopes it may have.
    public var scopes: ScopeSet
    /// The resources whose tokens it may ask about.
    public var introspects: [ResourceIdentifier]
    /// How long its tokens live; `nil`: the server's default.
    public var tokenLifetime: TokenLifetime?

    /// Puts a registration together.
    public init(
        name: ClientName, grantTypes: [GrantType] = [.clientCredentials], resources: [ResourceIdentifier],
        scopes: ScopeSet = ScopeSet(), introspects: [ResourceIdentifier] = [], tokenLifetime: TokenLifetime? = nil
    ) {
        self.name = name
        self.grantTypes = grantTypes
        self.resources = resources
        self.scopes = scopes
        self.introspects = introspects
        self.tokenLifetime = tokenLifetime
    }
}

/// A client and the secret it was just given: the one moment at which the secret is to be had.
public struct IssuedSecret: Sendable {
    /// The client as it is stored.
    public let client: Client
    /// The secret, to be shown once.
    public let secret: ClientSecret
    /// What is stored of it.
    public let stored: StoredSecret

    /// Puts a client and its new secret together.
    init(client: Client, secret: ClientSecret, stored: StoredSecret) {
        self.client = client
        self.secret = secret
        self.stored = stored
    }
}

/// Registers a client and gives it a secret.
public struct RegisterClient: Sendable {
    let clients: any Ports.ClientStore
    let secrets: NewSecret
    let hasAudience: Bool

    /// Composes the use case; `hasAudience`: the server names a resource for clients that have none.
    public init(clients: any Ports.ClientStore, secrets: NewSecret, hasAudience: Bool) {
        self.clients = clients
        self.secrets = secrets
        self.hasAudience = hasAudience
    }

    /// Registers the client: when this returns, the secret works.
    ///
    /// - Parameters:
    ///   - registration: What it is to be.
    ///   - secretLifetime: How long its secret is good; `nil`: until it is replaced or retired.
    ///   - handOver: Gives the secret to whoever asked for it, before it works; `nil`: the caller does, afterwards.
    /// - Throws: `ClientStoreError.refused` where it has no resource or no grant, `.failed` where the store or the
    ///   hasher fails; then there is no such client.
    public func callAsFunction(
        _ registration: ClientRegistration, secretLifetime: SecretLifetime? = nil, handOver: SecretHandOver? = nil
    ) async throws(ClientStoreError) -> IssuedSecret {
        let (secret, stored) = try await secrets.make(secretLifetime)
        var client = Client(
            id: try secrets.clientID(), name: registration.name, grantTypes: registration.grantTypes,
            resources: registration.resources, scopes: registration.scopes,
            introspects: registration.introspects, tokenLifetime: registration.tokenLifetime,
            created: stored.created, secrets: [stored])
        do throws(ClientRefusal) {
            try client.checkRules(hasAudience: hasAudience)
        } catch { throw .refused(error) }
        let issued = IssuedSecret(client: client, secret: secret, stored: stored)
        guard let handOver else {
            try await clients.add(client)
            return issued
        }
        client.secrets = [stored.notYetHandedOver]
        try await clients.add(client)
        guard await handOver(issued) else {
            try await clients.remove(client.id)
            throw .refused(.notHandedOver)
        }
        return try await clients.update(client.id, giving: secret, stored, by: nil) { _ in }
    }
}

extension Client {
    /// The rules that hold for every stored client.
    func checkRules(hasAudience: Bool) throws(ClientRefusal) {
        guard !grantTypes.isEmpty else { throw .noGrantType }
        guard hasAudience || !resources.isEmpty else { throw .noResource }
    }
}
