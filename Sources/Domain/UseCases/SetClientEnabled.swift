/// Enables or disables a client.
///
/// A disabled one gets no tokens; those it has live on.
public struct SetClientEnabled: Sendable {
    let clients: any Ports.ClientStore

    /// Composes the use case.
    public init(clients: any Ports.ClientStore) { self.clients = clients }

    /// Enables or disables; saying it again changes nothing.
    ///
    /// - Throws: `ClientStoreError`.
    public func callAsFunction(_ id: ClientID, _ isEnabled: Bool) async throws(ClientStoreError) -> Client {
        try await clients.update(id) { (client: inout Client) throws(ClientRefusal) in client.isEnabled = isEnabled }
    }
}

/// Removes a client for good, its secrets with it.
public struct RemoveClient: Sendable {
    let clients: any Ports.ClientStore

    /// Composes the use case.
    public init(clients: any Ports.ClientStore) { self.clients = clients }

    /// Removes the client; tokens it has live on.
    ///
    /// - Throws: `ClientStoreError.unknownClient` where there is none.
    public func callAsFunction(_ id: ClientID) async throws(ClientStoreError) { try await clients.remove(id) }
}
