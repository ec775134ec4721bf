/// What of a client is to be another; `nil` stays as it is, a list replaces.
public struct ClientChange: Sendable {
    /// How long a client's tokens are to live.
    public enum Lifetime: Hashable, Sendable {
        /// As long as this client's own lifetime says.
        case own(TokenLifetime)
        /// As long as the server says: the client has none of its own.
        case ofTheServer
    }

    /// Another name.
    public var name: ClientName?
    /// Other grants.
    public var grantTypes: [GrantType]?
    /// Other resources.
    public var resources: [ResourceIdentifier]?
    /// Other scopes; an empty set clears them.
    public var scopes: ScopeSet?
    /// Other resources whose tokens it may ask about; an empty list clears them.
    public var introspects: [ResourceIdentifier]?
    /// Another lifetime of its tokens.
    public var tokenLifetime: Lifetime?

    /// Puts a change together.
    public init(
        name: ClientName? = nil, grantTypes: [GrantType]? = nil, resources: [ResourceIdentifier]? = nil,
        scopes: ScopeSet? = nil, introspects: [ResourceIdentifier]? = nil, tokenLifetime: Lifetime? = nil
    ) {
        self.name = name
        self.grantTypes = grantTypes
        self.resources = resources
        self.scopes = scopes
        self.introspects = introspects
        self.tokenLifetime = tokenLifetime
    }

    /// Makes the change.
    func apply(to client: inout Client, hasAudience: Bool) throws(ClientRefusal) {
        if let name { client.name = name }
        if let grantTypes { client.grantTypes = grantTypes.uniqued() }
        if let resources { client.resources = resources.uniqued() }
        if let scopes { client.scopes = scopes }
        if let introspects { client.introspects = introspects.uniqued() }
        switch tokenLifetime {
        case .own(let lifetime): client.tokenLifetime = lifetime
        case .ofTheServer: client.tokenLifetime = nil
        case nil: break
        }
        // Whoever does not touch the resources need not know whether the server has an audience.
        try client.checkRules(hasAudience: hasAudience || resources == nil)
    }
}

/// Changes what a client may do.
public struct UpdateClient: Sendable {
    let clients: any Ports.ClientStore
    let hasAudience: Bool

    /// Composes the use case; `hasAudience`: the server names a resource for clients that have none.
    public init(clients: any Ports.ClientStore, hasAudience: Bool) {
        self.clients = clients
        self.hasAudience = hasAudience
    }

    /// Makes the change whole or not at all, and returns what the client has become.
    ///
    /// - Throws: `ClientStoreError`.
    public func callAsFunction(_ id: ClientID, _ change: ClientChange) async throws(ClientStoreError) -> Client {
        let hasAudience = hasAudience
        return try await clients.update(id) { (client: inout Client) throws(ClientRefusal) in
            try change.apply(to: &client, hasAudience: hasAudience)
        }
    }
}
