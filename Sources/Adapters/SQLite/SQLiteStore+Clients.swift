#if SQLite
import GRDB
public import SteelcutDomain

extension SQLiteStore: Ports.ClientStore {
    /// The client with this ID and all its secrets, or `nil` if there is none.
    public func client(withID id: ClientID) async throws(StoreFailure) -> Client? {
        try await read { try ClientRows.fetch($0, id: id) }
    }

    /// Clients in the order of their IDs, those behind `id` only, at most `limit` of them.
    public func clients(after id: ClientID?, limit: Int) async throws(StoreFailure) -> [Client] {
        try await read { try ClientRows.fetchPage($0, after: id, limit: limit) }
    }

    /// Adds a client; throws `.duplicate` and changes nothing if its ID is taken.
    public func add(_ client: Client) async throws(ClientStoreError) {
        do throws(ClientRefusal) { try client.checkSecrets() } catch { throw .refused(error) }
        try await change { db in
            guard try ClientRows.insert(db, client) else { throw ClientStoreError.duplicate(client.id) }
        }
    }

    /// Changes a client in one transaction and returns what it has become.
    @discardableResult
    public func update(
        _ id: ClientID, _ change: @Sendable (inout Client) throws(ClientRefusal) -> Void
    ) async throws(ClientStoreError) -> Client {
        try await self.change { db in
            guard var client = try ClientRows.fetch(db, id: id) else { throw ClientStoreError.unknownClient(id) }
            do throws(ClientRefusal) {
                try change(&client)
                try client.checkSecrets()
            } catch { throw ClientStoreError.refused(error) }
            try ClientRows.update(db, client)
            return client
        }
    }

    /// Removes a client with its secrets; throws `.unknownClient` where there is none.
    public func remove(_ id: ClientID) async throws(ClientStoreError) {
        try await change { db in
            guard try ClientRows.delete(db, id: id) else { throw ClientStoreError.unknownClient(id) }
        }
    }

    /// Puts a hash of the same secret in the place of `old`, where `old` is still what is stored.
    public func replaceHash(
        ofSecret secretID: String, of id: ClientID, old: SecretHash, new: SecretHash
    ) async throws(StoreFailure) {
        try await write { db in
            try db.cachedStatement(
                sql: "UPDATE client_secrets SET hash = ? WHERE client_id = ? AND id = ? AND hash = ?"
            ).execute(arguments: [new.encoded, id.description, secretID, old.encoded])
        }
    }

    /// Like `write`, for what can be refused.
    private func change<Value: Sendable>(
        _ body: @Sendable (Database) throws -> Value
    ) async throws(ClientStoreError) -> Value {
        do { return try await transaction(body) } catch let error as ClientStoreError { throw error } catch {
            throw .failed(StoreFailure(error))
        }
    }
}
#endif
