/// Enables or disables a client.
///
/// A disabled one gets no tokens, and those it has are no longer taken.
public struct SetClientEnabled: Sendable {
    let clients: any Ports.ClientStore
    let revocations: any Ports.RevocationStore
    let clock: any Ports.Clock

    /// Composes the use case.
    public init(clients: any Ports.ClientStore, revocations: any Ports.RevocationStore, clock: any Ports.Clock) {
        self.clients = clients
        self.revocations = revocations
        self.clock = clock
    }

    /// Enables or disables; saying it again changes nothing but the cut-off of a disabled one's tokens.
    ///
    /// - Throws: `ClientStoreError`; where the cut-off fails the client is disabled already, and saying it again mends that.
    public func callAsFunction(_ id: ClientID, _ isEnabled: Bool) async throws(ClientStoreError) -> Client {
        let client = try await clients.update(id) { (client: inout Client) throws(ClientRefusal) in
            client.isEnabled = isEnabled
        }
        if !isEnabled { try await revocations.cutOff(id, at: clock.now()) }
        return client
    }
}

/// Removes a client for good, its secrets with it.
public struct RemoveClient: Sendable {
    let clients: any Ports.ClientStore
    let revocations: any Ports.RevocationStore
    let clock: any Ports.Clock

    /// Composes the use case.
    public init(clients: any Ports.ClientStore, revocations: any Ports.RevocationStore, clock: any Ports.Clock) {
        self.clients = clients
        self.revocations = revocations
        self.clock = clock
    }

    /// Removes the client; tokens it has are no longer taken.
    ///
    /// The cut-off comes before, too: a client that is gone can't be removed again where the second one fails.
    ///
    /// - Throws: `ClientStoreError.unknownClient` where there is none.
    public func callAsFunction(_ id: ClientID) async throws(ClientStoreError) {
        let client: Client?
        do throws(StoreFailure) { client = try await clients.client(withID: id) } catch { throw .failed(error) }
        guard client != nil else { throw .unknownClient(id) }
        try await revocations.cutOff(id, at: clock.now())
        try await clients.remove(id)
        try await revocations.cutOff(id, at: clock.now())
    }
}

extension Ports.RevocationStore {
    /// Ends the tokens that a client has.
    func cutOff(_ id: ClientID, at now: Timestamp) async throws(ClientStoreError) {
        do throws(StoreFailure) { try await revoke(Revocation(ofClient: id, at: now)) } catch { throw .failed(error) }
    }
}
