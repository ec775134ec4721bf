#if SQLite
import GRDB
public import SteelcutDomain

extension SQLiteStore: Ports.ClientIntake {
    /// Adds the clients whose IDs are free in one transaction, and returns those that had the others.
    public func addAbsent(_ clients: [Client]) async throws(StoreFailure) -> [Client] {
        try clients.checkSecrets()
        return try await write { db in
            try clients.compactMap { client in
                guard try !ClientRows.insert(db, client) else { return nil }
                guard let present = try ClientRows.fetch(db, id: client.id) else {
                    throw StoreFailure(.corrupt, cause: "a client's ID is taken and has no row")
                }
                return present
            }
        }
    }
}
#endif
