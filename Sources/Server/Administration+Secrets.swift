public import SteelcutDomain

extension Administration {
    /// Gives a client a new secret in the place of those that it has.
    public func replaceSecret(
        _ id: ClientID, overlap: Int?, lifetime: SecretLifetime? = nil, alongside change: ClientChange,
        handOver: SecretHandOver? = nil
    ) async throws -> IssuedSecret {
        let replace = ReplaceSecret(clients: try await clients(), secrets: secrets, hasAudience: hasAudience)
        let until = overlap.map { [JSONMember("overlap_seconds", .integer($0))] } ?? []
        return try await audit.recording(
            .secretReplaced, [id.auditMember],
            { try await replace(id, overlap: overlap, lifetime: lifetime, alongside: change, handOver: handOver) },
            as: { $0.auditDetail + until + change.auditDetail })
    }

    /// Gives a client a further secret.
    public func addSecret(
        _ id: ClientID, lifetime: SecretLifetime?, alongside change: ClientChange, handOver: SecretHandOver? = nil
    ) async throws -> IssuedSecret {
        let add = AddSecret(clients: try await clients(), secrets: secrets, hasAudience: hasAudience)
        return try await audit.recording(
            .secretAdded, [id.auditMember],
            { try await add(id, lifetime: lifetime, alongside: change, handOver: handOver) },
            as: { $0.auditDetail + change.auditDetail })
    }

    /// A client's secrets, as far as anybody is told of them.
    public func secrets(of id: ClientID) async throws -> [SecretStatus] {
        try await ListSecrets(clients: clients(), usage: storage.usage, clock: clock)(id)
    }

    /// Ends a secret of a client.
    public func retireSecret(_ secretID: String, of id: ClientID, revokesTokens: Bool) async throws -> Client {
        let retire = RetireSecret(clients: try await clients(), revocations: storage.revocations, clock: clock)
        let detail = [
            id.auditMember, JSONMember("secret_id", .string(secretID)),
            JSONMember("tokens_revoked", .bool(revokesTokens)),
        ]
        return try await audit.recording(.secretRetired, detail) {
            try await retire(secretID, of: id, revokesTokens: revokesTokens)
        }
    }
}
