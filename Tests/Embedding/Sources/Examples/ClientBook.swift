import SteelcutDomain

/// Clients in an actor: the smallest store of one's own.
///
/// `EmbeddingTests` holds it to the promises of SteelcutTestKit.
actor ClientBook: Ports.ClientStore {
    private var clients: [ClientID: Client] = [:]

    init() {}

    func client(withID id: ClientID) async throws(StoreFailure) -> Client? { clients[id] }

    func clients(after id: ClientID?, limit: Int) async throws(StoreFailure) -> [Client] {
        let behind = clients.values.filter { client in id.map { $0 < client.id } ?? true }
        return Array(behind.sorted { $0.id < $1.id }.prefix(limit))
    }

    func add(_ client: Client) async throws(ClientStoreError) {
        guard clients[client.id] == nil else { throw .duplicate(client.id) }
        do throws(ClientRefusal) { try client.checkSecrets() } catch { throw .refused(error) }
        clients[client.id] = client
    }

    @discardableResult
    func update(
        _ id: ClientID, _ change: @Sendable (inout Client) throws(ClientRefusal) -> Void
    ) async throws(ClientStoreError) -> Client {
        guard var client = clients[id] else { throw .unknownClient(id) }
        do throws(ClientRefusal) {
            try change(&client)
            try client.checkSecrets()
        } catch { throw .refused(error) }
        clients[id] = client
        return client
    }

    func remove(_ id: ClientID) async throws(ClientStoreError) {
        guard clients.removeValue(forKey: id) != nil else { throw .unknownClient(id) }
    }

    func replaceHash(
        ofSecret secretID: String, of id: ClientID, old: SecretHash, new: SecretHash
    ) async throws(StoreFailure) {
        guard let index = clients[id]?.secrets.firstIndex(where: { $0.id == secretID && $0.hash == old }) else {
            return
        }
        clients[id]?.secrets[index].hash = new
    }
}
