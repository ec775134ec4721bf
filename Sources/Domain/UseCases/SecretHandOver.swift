/// Gives a new secret to whoever asked for it, before it works.
///
/// - Returns: Whether they have it. Where they have not, nothing is changed.
public typealias SecretHandOver = (IssuedSecret) async -> Bool

extension StoredSecret {
    /// The same secret as long as it has not been handed over: one that has ended.
    var notYetHandedOver: StoredSecret {
        var secret = self
        secret.end(at: created)
        return secret
    }
}

extension Ports.ClientStore {
    /// Makes a change that ends with a new secret.
    ///
    /// With `handOver` the secret is stored as one that has ended, then handed over, and the rest is done last. Where that is
    /// cut short, there is no secret that works and that nobody has, and the client's others go on to work.
    ///
    /// - Throws: `ClientStoreError.refused(.notHandedOver)`, and what `change` and the store throw.
    func update(
        _ id: ClientID, giving secret: ClientSecret, _ stored: StoredSecret, by handOver: SecretHandOver?,
        _ change: @escaping @Sendable (inout Client) throws(ClientRefusal) -> Void
    ) async throws(ClientStoreError) -> IssuedSecret {
        let waiting = stored.notYetHandedOver
        @Sendable func give(_ client: inout Client) throws(ClientRefusal) {
            client.secrets.removeAll { $0 == waiting }
            try change(&client)
            try client.addSecret(stored)
        }
        if let handOver {
            // What would be refused is refused before anybody is shown a secret.
            var client = try await update(id) { (client: inout Client) throws(ClientRefusal) in
                var given = client
                try give(&given)
                client.secrets.append(waiting)
            }
            do throws(ClientRefusal) { try give(&client) } catch { throw .refused(error) }
            guard await handOver(IssuedSecret(client: client, secret: secret, stored: stored)) else {
                try await update(id) { $0.secrets.removeAll { $0 == waiting } }
                throw .refused(.notHandedOver)
            }
        }
        return IssuedSecret(client: try await update(id, give), secret: secret, stored: stored)
    }
}
