/// Ends a secret of a client, the others left as they are.
public struct RetireSecret: Sendable {
    let clients: any Ports.ClientStore
    let revocations: any Ports.RevocationStore
    let clock: any Ports.Clock

    /// Composes the use case.
    public init(clients: any Ports.ClientStore, revocations: any Ports.RevocationStore, clock: any Ports.Clock) {
        self.clients = clients
        self.revocations = revocations
        self.clock = clock
    }

    /// Ends the secret; one that was ended before stays as it is.
    ///
    /// The last one that lives can be ended as well.
    ///
    /// - Parameters:
    ///   - secretID: The secret's ID within its client.
    ///   - id: The client.
    ///   - revokesTokens: Whether the client's tokens are no longer to be taken. A token does not say which secret it was
    ///     got with, so all of them are meant.
    /// - Returns: The client as it is then.
    /// - Throws: `ClientStoreError.refused(.unknownSecret)` where the client has no such secret. Where the cut-off of the
    ///   tokens fails the secret is ended already, and saying it again mends that.
    public func callAsFunction(
        _ secretID: String, of id: ClientID, revokesTokens: Bool
    ) async throws(ClientStoreError) -> Client {
        let now = clock.now()
        let client = try await clients.update(id) { (client: inout Client) throws(ClientRefusal) in
            guard let place = client.secrets.firstIndex(where: { $0.id == secretID }) else { throw .unknownSecret }
            client.secrets[place].end(at: now)
        }
        if revokesTokens { try await revocations.cutOff(id, at: clock.now()) }
        return client
    }
}
