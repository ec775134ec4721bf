internal import SteelcutDomain

/// What is done to clients over one connection.
extension Session {
    func client(_ id: ClientID, by deadline: Deadline) throws(CallFailure) -> Client? {
        try clients(withIDs: [id], by: deadline)[id]?.get()
    }

    /// Those that there are; that one can't be read is no other's business.
    func clients(
        withIDs ids: Set<ClientID>, by deadline: Deadline
    ) throws(CallFailure) -> [ClientID: Result<Client, CallFailure>] {
        let rows = try execute(.clientsWithIDs, [.texts(ids.map(\.description))], by: deadline).rows
        var clients: [ClientID: Result<Client, CallFailure>] = [:]
        for (id, rows) in try rows.ofEachClient() {
            guard let id = ClientID(parsing: id) else { throw .unreadable("a client's ID is malformed") }
            clients[id] = Result { () throws(CallFailure) in try Client(rows: rows) }
        }
        return clients
    }

    /// The client as it is, locked until the transaction ends.
    func lockedClient(_ id: ClientID, by deadline: Deadline) throws(CallFailure) -> Client? {
        guard try execute(.lockClient, [.text(id.description)], by: deadline).count == 1 else { return nil }
        return try client(id, by: deadline)
    }

    /// Whether the client was inserted; not, where there is one of its ID.
    func insert(_ client: Client, by deadline: Deadline) throws(CallFailure) -> Bool {
        guard try execute(.insertClient, client.values, by: deadline).count == 1 else { return false }
        for (position, secret) in client.secrets.enumerated() {
            try execute(.insertSecret, secret.values(of: client.id, position: position), by: deadline)
        }
        return true
    }

    func write(_ client: Client, by deadline: Deadline) throws(CallFailure) {
        try execute(.updateClient, client.values.dropLast(), by: deadline)
        let kept = Value.texts(client.secrets.map(\.id))
        try execute(.deleteOtherSecrets, [.text(client.id.description), kept], by: deadline)
        for (position, secret) in client.secrets.enumerated() {
            try execute(.upsertSecret, secret.values(of: client.id, position: position), by: deadline)
        }
    }
}
