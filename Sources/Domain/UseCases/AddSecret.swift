/// Gives a client a further secret beside those that it has.
public struct AddSecret: Sendable {
    let clients: any Ports.ClientStore
    let secrets: NewSecret
    let hasAudience: Bool

    /// Composes the use case; `hasAudience`: the server names a resource for clients that have none.
    public init(clients: any Ports.ClientStore, secrets: NewSecret, hasAudience: Bool) {
        self.clients = clients
        self.secrets = secrets
        self.hasAudience = hasAudience
    }

    /// Adds the secret, and makes another change in the same transaction.
    ///
    /// - Parameters:
    ///   - id: The client.
    ///   - lifetime: How long the secret is good; `nil`: until it is replaced or retired.
    ///   - change: What else is to be another.
    ///   - handOver: Gives the secret to whoever asked for it, before it works; `nil`: the caller does, afterwards.
    /// - Returns: The client and its new secret, which works when this returns; the others go on as they were.
    /// - Throws: `ClientStoreError.refused(.tooManySecrets)` where ten live already.
    public func callAsFunction(
        _ id: ClientID, lifetime: SecretLifetime? = nil, alongside change: ClientChange = ClientChange(),
        handOver: SecretHandOver? = nil
    ) async throws(ClientStoreError) -> IssuedSecret {
        let (secret, stored) = try await secrets.make(lifetime)
        let hasAudience = hasAudience
        return try await clients.update(id, giving: secret, stored, by: handOver) {
            (client: inout Client) throws(ClientRefusal) in
            try change.apply(to: &client, hasAudience: hasAudience)
        }
    }
}
