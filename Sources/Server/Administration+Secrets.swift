public import SteelcutDomain

extension Administration {
    /// Gives a client a new secret in the place of those that it has.
    public func replaceSecret(
        _ id: ClientID, overlap: Int?, lifetime: SecretLifetime? = nil, alongside change: ClientChange
    ) async throws -> IssuedSecret {
        try await ReplaceSecret(clients: clients(), secrets: secrets, hasAudience: hasAudience)(
            id, overlap: overlap, lifetime: lifetime, alongside: change)
    }

    /// Gives a client a further secret.
    public func addSecret(
        _ id: ClientID, lifetime: SecretLifetime?, alongside change: ClientChange
    ) async throws -> IssuedSecret {
        try await AddSecret(clients: clients(), secrets: secrets, hasAudience: hasAudience)(
            id, lifetime: lifetime, alongside: change)
    }

    /// A client's secrets, as far as anybody is told of them.
    public func secrets(of id: ClientID) async throws -> [SecretStatus] {
        try await ListSecrets(clients: clients(), usage: storage.usage, clock: clock)(id)
    }

    /// Ends a secret of a client.
    public func retireSecret(_ secretID: String, of id: ClientID, revokesTokens: Bool) async throws -> Client {
        try await RetireSecret(clients: clients(), revocations: storage.revocations, clock: clock)(
            secretID, of: id, revokesTokens: revokesTokens)
    }
}
