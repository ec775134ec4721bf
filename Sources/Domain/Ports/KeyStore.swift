extension Ports {
    /// Keeps signing keys, private halves included.
    ///
    /// A key that was added is found by every later call; it is there whole or not at all, also after a crash.
    public protocol KeyStore: Sendable {
        /// All keys, ended ones too, in no order.
        ///
        /// - Throws: `StoreFailure.corrupt` where any key can't be read or vouched for: better no answer than one that
        ///   leaves out the key that should sign. `.notInitialized` where there is no store yet.
        func keys() async throws(StoreFailure) -> [SigningKey]

        /// Adds a key, if the others are those that the caller has seen; throws `.duplicate` and changes nothing if its
        /// ID is taken.
        ///
        /// The look and the change are one step, whoever else is at work: under a lock of the store's, a folder's or a
        /// database's. So of several programs that find no key and make a first one, one succeeds.
        ///
        /// - Parameters:
        ///   - key: The key.
        ///   - others: The IDs of all keys that there are, ended ones too; `nil`: whichever there are.
        /// - Throws: `KeyStoreError.changed`, and nothing is changed, where `others` are not the keys that there are.
        func add(_ key: SigningKey, beside others: Set<KeyID>?) async throws(KeyStoreError)

        /// Notes that a key was ended at `time`; one that was ended before keeps the earlier moment.
        ///
        /// Throws `.unknownKey` where there is none.
        func end(_ id: KeyID, at time: Timestamp) async throws(KeyStoreError)
    }
}

extension Ports.KeyStore {
    /// Adds a key, whichever others there are; throws `.duplicate` and changes nothing if its ID is taken.
    public func add(_ key: SigningKey) async throws(KeyStoreError) { try await add(key, beside: nil) }
}
