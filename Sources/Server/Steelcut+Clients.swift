public import SteelcutDomain

extension Steelcut {
    /// Registers a client and gives it a secret, which is to be had from the answer and never again.
    ///
    /// - Parameters:
    ///   - name: What people call it.
    ///   - grantTypes: The grants it may use; the server serves `client_credentials` alone.
    ///   - resources: What its tokens may be for; the first is the default.
    ///   - scopes: The scopes it may have.
    ///   - tokenLifetime: How long its tokens live, in seconds; `nil`: as long as the server's default.
    ///   - secretLifetime: How long its secret is good, in seconds; `nil`: until it is replaced or retired.
    /// - Throws: `InvalidArgument`, `ClientStoreError`.
    @discardableResult
    public func addClient(
        name: String, grantTypes: [String] = ["client_credentials"], resources: [String], scopes: [String] = [],
        tokenLifetime: Int? = nil, secretLifetime: Int? = nil
    ) async throws -> IssuedSecret {
        try await administration.registerClient(
            ClientRegistration(
                name: try InvalidArgument.read("name", name, ClientName.init(parsing:)),
                grantTypes: try InvalidArgument.read("grantTypes", grantTypes, GrantType.init(parsing:)),
                resources: try InvalidArgument.read("resources", resources, ResourceIdentifier.init(parsing:)),
                scopes: ScopeSet(try InvalidArgument.read("scopes", scopes, Scope.init(parsing:))),
                tokenLifetime: try tokenLifetime.map {
                    try InvalidArgument.read("tokenLifetime", $0, TokenLifetime.init(seconds:))
                }),
            secretLifetime: try InvalidArgument.readSecretLifetime(secretLifetime))
    }

    /// Changes what a client may do; what is not given stays as it is, a list replaces the one there was.
    ///
    /// - Throws: `InvalidArgument`, `ClientStoreError`.
    @discardableResult
    public func updateClient(
        _ id: ClientID, name: String? = nil, grantTypes: [String]? = nil, resources: [String]? = nil,
        scopes: [String]? = nil, tokenLifetime: Int? = nil
    ) async throws -> Client {
        try await administration.updateClient(
            id,
            ClientChange(
                name: try name.map { try InvalidArgument.read("name", $0, ClientName.init(parsing:)) },
                grantTypes: try grantTypes.map {
                    try InvalidArgument.read("grantTypes", $0, GrantType.init(parsing:))
                },
                resources: try resources.map {
                    try InvalidArgument.read("resources", $0, ResourceIdentifier.init(parsing:))
                },
                scopes: try scopes.map { ScopeSet(try InvalidArgument.read("scopes", $0, Scope.init(parsing:))) },
                tokenLifetime: try tokenLifetime.map {
                    .own(try InvalidArgument.read("tokenLifetime", $0, TokenLifetime.init(seconds:)))
                }))
    }

    /// Lets a client have tokens again, or no more.
    ///
    /// - Throws: `ClientStoreError`.
    @discardableResult
    public func setClientEnabled(_ id: ClientID, _ isEnabled: Bool) async throws -> Client {
        try await administration.setClientEnabled(id, isEnabled)
    }

    /// Removes a client with its secrets.
    ///
    /// - Throws: `ClientStoreError`.
    public func removeClient(_ id: ClientID) async throws { try await administration.removeClient(id) }

    /// All clients, in the order of their IDs.
    ///
    /// - Throws: `StoreFailure`.
    public func clients() async throws -> [Client] { try await administration.clients() }

    /// Takes over the clients of the Python package's table, with the secrets they have.
    ///
    /// What is there is not overwritten: it can be done again.
    ///
    /// - Parameters:
    ///   - source: The database that the table is in.
    ///   - table: Its name, or `schema.table`.
    ///   - dryRun: Whether nothing is to be written.
    /// - Throws: `InvalidArgument`, `ImportSourceFailure` where the table can't be read, `StoreFailure`.
    public func importClients(
        from source: Store, table: String = "stored_tokens", dryRun: Bool = false
    ) async throws -> ImportReport {
        try await administration.importClients(
            from: source.location, table: try InvalidArgument.read("table", table, TableName.init(parsing:)),
            dryRun: dryRun)
    }
}

/// A value that can't be what it was given for.
public struct InvalidArgument: Error, Hashable, Sendable, CustomStringConvertible {
    /// The parameter.
    public let parameter: String

    /// Names the parameter; the value is not repeated.
    public var description: String { "\(parameter): malformed" }

    static func read<Text, Value>(
        _ parameter: String, _ text: Text, _ read: (Text) -> Value?
    ) throws(InvalidArgument) -> Value {
        guard let value = read(text) else { throw InvalidArgument(parameter: parameter) }
        return value
    }

    static func read<Value>(
        _ parameter: String, _ texts: [String], _ read: (String) -> Value?
    ) throws(InvalidArgument) -> [Value] {
        try texts.map { text throws(InvalidArgument) in try Self.read(parameter, text, read) }
    }
}
