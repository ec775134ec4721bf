extension Ports {
    /// Remembers which clients may ask for tokens.
    ///
    /// What was added or changed is found by every later call, from any task. Each change is made whole or not at all.
    /// Looking up an unknown ID is not a failure. Secrets are here as hashes only.
    public protocol ClientStore: Sendable {
        /// The client with this ID and all its secrets, or `nil` if there is none.
        func client(withID id: ClientID) async throws(StoreFailure) -> Client?

        /// Whether what `client(withID:)` says now is what is stored now, or was a few seconds ago.
        ///
        /// `false` for what is remembered of a store that can't be asked: then nobody may be told that a secret is wrong,
        /// which may have been made meanwhile. A store that remembers nothing leaves this out.
        var isCurrent: Bool { get }

        /// Clients in the order of their IDs, those behind `id` only, at most `limit` of them (1 or more).
        func clients(after id: ClientID?, limit: Int) async throws(StoreFailure) -> [Client]

        /// Adds a client; throws `.duplicate` and changes nothing if its ID is taken, `.refused` where
        /// `Client.checkSecrets()` does.
        func add(_ client: Client) async throws(ClientStoreError)

        /// Changes a client in one transaction and returns what it has become.
        ///
        /// `change` is given the client as it is; no other change comes between that and what is written. It may run
        /// more than once and must not do anything else. What it throws leaves as `.refused`, and nothing is written; so
        /// does what `Client.checkSecrets()` throws of the result.
        /// `id` and `created` can't change. Throws `.unknownClient` where there is none.
        @discardableResult
        func update(
            _ id: ClientID, _ change: @Sendable (inout Client) throws(ClientRefusal) -> Void
        ) async throws(ClientStoreError) -> Client

        /// Removes a client with its secrets; throws `.unknownClient` where there is none.
        func remove(_ id: ClientID) async throws(ClientStoreError)

        /// Puts a hash of the same secret in the place of `old`, where `old` is still what is stored; otherwise, and
        /// where there is no such client or secret, changes nothing.
        ///
        /// It is not an administrative change: nothing that a client may do depends on it.
        ///
        /// - Throws: `StoreFailure.notPermitted` where the role may only read.
        func replaceHash(
            ofSecret secretID: String, of id: ClientID, old: SecretHash, new: SecretHash
        ) async throws(StoreFailure)
    }
}

extension Ports.ClientStore {
    /// It is: nothing is remembered.
    public var isCurrent: Bool { true }
}
