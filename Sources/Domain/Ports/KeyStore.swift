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

        /// Adds a key; throws `.duplicate` and changes nothing if its ID is taken.
        func add(_ key: SigningKey) async throws(KeyStoreError)

        /// Notes that a key was ended at `time`; one that was ended before keeps the earlier moment.
        ///
        /// Throws `.unknownKey` where there is none.
        func end(_ id: KeyID, at time: Timestamp) async throws(KeyStoreError)
    }
}
