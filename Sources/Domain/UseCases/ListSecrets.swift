/// Says what a client's secrets are and whether they are still needed.
public struct ListSecrets: Sendable {
    let clients: any Ports.ClientStore
    let usage: any Ports.UsageLog
    let clock: any Ports.Clock

    /// Composes the use case.
    public init(clients: any Ports.ClientStore, usage: any Ports.UsageLog, clock: any Ports.Clock) {
        self.clients = clients
        self.usage = usage
        self.clock = clock
    }

    /// The client's secrets, oldest first, ended ones that are still on record among them.
    ///
    /// - Throws: `ClientStoreError.unknownClient` where there is none.
    public func callAsFunction(_ id: ClientID) async throws(ClientStoreError) -> [SecretStatus] {
        let client: Client?
        let noted: [String: SecretUsage]
        do throws(StoreFailure) {
            client = try await clients.client(withID: id)
            noted = try await usage.usage(ofSecretsOf: id)
        } catch { throw .failed(error) }
        guard let client else { throw .unknownClient(id) }
        return SecretStatus.all(of: client, usage: noted, at: clock.now())
    }
}
