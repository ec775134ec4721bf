internal import SteelcutDomain

/// What is done to clients over one connection.
extension Session {
    func client(_ id: ClientID, by deadline: Deadline) throws(CallFailure) -> Client? {
        try Client.reading(try execute(.client, [.text(id.description)], by: deadline).rows).first
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
