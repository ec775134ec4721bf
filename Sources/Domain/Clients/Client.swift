/// A program that may ask for tokens (RFC 6749 section 2), with the hashes of its secrets.
public struct Client: Hashable, Sendable {
    /// The identifier it presents.
    public let id: ClientID
    /// What people call it.
    public var name: ClientName
    /// The grants it may use, without repetition.
    public var grantTypes: [GrantType]
    /// What its tokens may be for, without repetition; the first is meant where a request names none.
    public var resources: [ResourceIdentifier]
    /// The scopes it may have.
    public var scopes: ScopeSet
    /// The resources whose tokens it may ask about (RFC 7662 section 4), without repetition; its own tokens it always may.
    public var introspects: [ResourceIdentifier]
    /// How long its tokens live; `nil`: as long as the server's default.
    public var tokenLifetime: TokenLifetime?
    /// Whether it may have tokens at all.
    public var isEnabled: Bool
    /// When it was registered.
    public let created: Timestamp
    /// Its secrets, oldest first, ended ones possibly among them.
    public var secrets: [StoredSecret]

    /// Puts a client together.
    public init(
        id: ClientID, name: ClientName, grantTypes: [GrantType] = [.clientCredentials],
        resources: [ResourceIdentifier], scopes: ScopeSet = ScopeSet(), introspects: [ResourceIdentifier] = [],
        tokenLifetime: TokenLifetime? = nil, isEnabled: Bool = true, created: Timestamp, secrets: [StoredSecret] = []
    ) {
        self.id = id
        self.name = name
        self.grantTypes = grantTypes.uniqued()
        self.resources = resources.uniqued()
        self.scopes = scopes
        self.introspects = introspects.uniqued()
        self.tokenLifetime = tokenLifetime
        self.isEnabled = isEnabled
        self.created = created
        self.secrets = secrets
    }
}

extension Array where Element: Hashable {
    /// The elements in their order, each once.
    func uniqued() -> [Element] {
        guard count > 1 else { return self }
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
