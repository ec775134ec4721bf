/// Gives a client a new secret.
public struct ReplaceSecret: Sendable {
    /// The longest overlap, a year, in seconds.
    public static let longestOverlap = 365 * 86_400

    let clients: any Ports.ClientStore
    let secrets: NewSecret
    let hasAudience: Bool

    /// Composes the use case; `hasAudience`: the server names a resource for clients that have none.
    public init(clients: any Ports.ClientStore, secrets: NewSecret, hasAudience: Bool) {
        self.clients = clients
        self.secrets = secrets
        self.hasAudience = hasAudience
    }

    /// Replaces the secret, and makes another change in the same transaction.
    ///
    /// - Parameters:
    ///   - id: The client.
    ///   - overlap: For how many seconds the old secret goes on to work beside the new one; `nil`: it ends at once.
    ///   - lifetime: How long the new one is good; `nil`: until it is replaced or retired.
    ///   - change: What else is to be another.
    ///   - handOver: Gives the new secret to whoever asked for it, before it works and the old one ends; `nil`: the caller
    ///     does, afterwards.
    /// - Returns: The client and its new secret, which works when this returns.
    /// - Throws: `ClientStoreError.refused(.twoSecretsLive)` for an overlap while two secrets live.
    public func callAsFunction(
        _ id: ClientID, overlap: Int? = nil, lifetime: SecretLifetime? = nil,
        alongside change: ClientChange = ClientChange(), handOver: SecretHandOver? = nil
    ) async throws(ClientStoreError) -> IssuedSecret {
        if let overlap, !(1...Self.longestOverlap).contains(overlap) { throw .refused(.overlap) }
        let (secret, stored) = try await secrets.make(lifetime)
        let hasAudience = hasAudience
        return try await clients.update(id, giving: secret, stored, by: handOver) {
            (client: inout Client) throws(ClientRefusal) in
            try change.apply(to: &client, hasAudience: hasAudience)
            if let overlap {
                try Self.shorten(&client.secrets, to: overlap, at: stored.created)
            } else {
                client.endSecrets(at: stored.created)
            }
        }
    }

    private static func shorten(
        _ secrets: inout [StoredSecret], to overlap: Int, at now: Timestamp
    ) throws(ClientRefusal) {
        let live = secrets.indices.filter { secrets[$0].isLive(at: now) }
        guard live.count < 2 else { throw .twoSecretsLive }
        let end = now.advanced(bySeconds: overlap)
        for place in live { secrets[place].expires = min(secrets[place].expires ?? end, end) }
    }
}
