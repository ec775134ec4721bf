extension Ports {
    /// Keeps signing keys whose private halves are sealed, without being able to open them.
    ///
    /// Every change is one step, whoever else is at work: made whole or not at all, also after a crash.
    public protocol SealedKeyStore: Sendable {
        /// All keys, ended ones too, and the seal that they are under, of one moment.
        ///
        /// - Throws: `StoreFailure.corrupt` where any row can't be read.
        func sealedKeys() async throws(StoreFailure) -> SealedKeyring

        /// Gives the keyring this seal, if it has none, and returns the one that it has then.
        func setSeal(_ seal: KeyringSeal) async throws(StoreFailure) -> KeyringSeal

        /// Adds a key that was sealed under `seal`; throws `.duplicate` and changes nothing if its ID is taken.
        ///
        /// - Parameters:
        ///   - key: The key.
        ///   - publicKey: Its public half, for people who look at the table.
        ///   - seal: What it is sealed under.
        ///   - others: The IDs of all keys that there are, ended ones too; `nil`: whichever there are.
        /// - Throws: `KeyStoreError.changed`, and nothing is changed, where the keyring is under another seal by now, or
        ///   `others` are not the keys that there are.
        func addSealed(
            _ key: SealedSigningKey, publicKey: JSONWebKey, under seal: KeyringSeal, beside others: Set<KeyID>?
        ) async throws(KeyStoreError)

        /// Notes that a key was ended at `time`; one that was ended before keeps the earlier moment.
        ///
        /// Throws `.unknownKey` where there is none.
        func endSealed(_ id: KeyID, at time: Timestamp) async throws(KeyStoreError)

        /// Replaces the seal and, with it, the sealed half of every key.
        ///
        /// - Parameters:
        ///   - old: What was read.
        ///   - new: The same keys under another seal.
        /// - Throws: `KeyStoreError.changed`, and nothing is changed, where `old` is not what there is any more.
        func reseal(_ old: SealedKeyring, as new: SealedKeyring) async throws(KeyStoreError)
    }
}
