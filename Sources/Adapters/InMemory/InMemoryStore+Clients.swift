public import SteelcutDomain
import Synchronization

extension InMemoryStore: Ports.ClientStore {
    /// The client with this ID, or `nil` if there is none.
    public func client(withID id: ClientID) async throws(StoreFailure) -> Client? {
        contents.withLock { $0.clients[id] }
    }

    /// Clients in the order of their IDs, those behind `id` only, at most `limit` of them.
    public func clients(after id: ClientID?, limit: Int) async throws(StoreFailure) -> [Client] {
        let clients = contents.withLock { Array($0.clients.values) }
        let behind = clients.filter { client in id.map { $0 < client.id } ?? true }
        return Array(behind.sorted { $0.id < $1.id }.prefix(max(0, limit)))
    }

    /// Adds a client; throws `.duplicate` and changes nothing if its ID is taken.
    public func add(_ client: Client) async throws(ClientStoreError) {
        try contents.withLock { contents throws(ClientStoreError) in
            guard contents.clients[client.id] == nil else { throw .duplicate(client.id) }
            do throws(ClientRefusal) { try client.checkSecrets() } catch { throw .refused(error) }
            contents.clients[client.id] = client
            contents.changes += 1
        }
    }

    /// Changes a client under the lock and returns what it has become.
    @discardableResult
    public func update(
        _ id: ClientID, _ change: @Sendable (inout Client) throws(ClientRefusal) -> Void
    ) async throws(ClientStoreError) -> Client {
        try contents.withLock { contents throws(ClientStoreError) in
            guard var client = contents.clients[id] else { throw .unknownClient(id) }
            do throws(ClientRefusal) {
                try change(&client)
                try client.checkSecrets()
            } catch { throw .refused(error) }
            contents.clients[id] = client
            let kept = Set(client.secrets.map(\.id))
            contents.usage[id] = contents.usage[id]?.filter { kept.contains($0.key) }
            contents.changes += 1
            return client
        }
    }

    /// Removes a client with its secrets; throws `.unknownClient` where there is none.
    public func remove(_ id: ClientID) async throws(ClientStoreError) {
        try contents.withLock { contents throws(ClientStoreError) in
            guard contents.clients.removeValue(forKey: id) != nil else { throw .unknownClient(id) }
            contents.usage[id] = nil
            contents.changes += 1
        }
    }

    /// Puts a hash of the same secret in the place of `old`, where `old` is still what is stored.
    public func replaceHash(
        ofSecret secretID: String, of id: ClientID, old: SecretHash, new: SecretHash
    ) async throws(StoreFailure) {
        contents.withLock { contents in
            guard let index = contents.clients[id]?.secrets.firstIndex(where: { $0.id == secretID && $0.hash == old })
            else { return }
            contents.clients[id]?.secrets[index].hash = new
        }
    }
}
