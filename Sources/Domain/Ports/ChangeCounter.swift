extension Ports {
    /// Says that something in a store has changed: whoever remembers rows asks this now and then.
    public protocol ChangeCounter: Sendable {
        /// A number that grows with every committed change of clients, secrets or stored keys, whoever made it, and
        /// that does not change without one.
        ///
        /// Asking is cheap.
        func changeCount() async throws(StoreFailure) -> Int64

        /// The count, and which clients were changed since it stood at `count`.
        ///
        /// A store that doesn't keep that may leave this out: then it may be any.
        func changedClients(since count: Int64) async throws(StoreFailure) -> ChangedClients
    }
}

extension Ports.ChangeCounter {
    /// The count; where it is another one, any client may have been changed.
    public func changedClients(since count: Int64) async throws(StoreFailure) -> ChangedClients {
        let current = try await changeCount()
        return ChangedClients(count: current, clients: current == count ? [] : nil)
    }
}

/// What a change counter says of the clients.
public struct ChangedClients: Hashable, Sendable {
    /// The count now.
    public let count: Int64
    /// Those that were added, changed or removed, with their secrets; `nil` where it may be any.
    public let clients: Set<ClientID>?

    /// Puts an answer together.
    public init(count: Int64, clients: Set<ClientID>?) {
        self.count = count
        self.clients = clients
    }
}
