public import SteelcutDomain

extension PostgresStore: Ports.ClientIntake {
    /// Adds the clients whose IDs are free in one transaction, and returns those that had the others.
    ///
    /// It may take a minute and longer, as there are many: the store's timeout is for requests.
    public func addAbsent(_ clients: [Client]) async throws(StoreFailure) -> [Client] {
        try clients.checkSecrets()
        let patience = Duration.seconds(60) + .milliseconds(5) * clients.count
        return try await read(within: patience) { session, deadline throws(CallFailure) in
            try session.transaction(by: deadline) { session throws(CallFailure) in
                try session.execute("SET LOCAL statement_timeout = 0", by: deadline)
                var present: [Client] = []
                for client in clients {
                    if let other = try session.insertOrFind(client, by: deadline) { present.append(other) }
                }
                return .commit(present)
            }
        }
    }
}

extension Session {
    /// Inserts a client, or returns the one that has its ID; waits for whoever is about to insert the same.
    fileprivate func insertOrFind(_ client: Client, by deadline: Deadline) throws(CallFailure) -> Client? {
        // Twice, for one that is removed between the two statements.
        for _ in 1...2 {
            if try insert(client, by: deadline) { return nil }
            if let other = try self.client(client.id, by: deadline) { return other }
        }
        throw .store(StoreFailure(.unavailable, cause: "a client comes and goes at the same time"))
    }
}
