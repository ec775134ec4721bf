public import SteelcutDomain
import Synchronization

extension InMemoryStore: Ports.ClientIntake {
    /// Adds the clients whose IDs are free, under the lock, and returns those that had the others.
    public func addAbsent(_ clients: [Client]) async throws(StoreFailure) -> [Client] {
        try clients.checkSecrets()
        return contents.withLock { contents in
            clients.compactMap { client in
                if let present = contents.clients[client.id] { return present }
                contents.clients[client.id] = client
                contents.changes += 1
                return nil
            }
        }
    }
}
