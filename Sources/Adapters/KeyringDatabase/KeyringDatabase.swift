import SteelcutBlocking
public import SteelcutDomain

/// Signing keys as sealed rows of a database: the keyring of many machines.
///
/// Every node has the passphrase, and nobody else who reads the database learns a key. The public half is derived from
/// the opened private one, and a row opens for the name, algorithm and times that it was sealed for: what somebody
/// changes in the table is refused and never published.
///
/// The passphrase is asked for once, and again whenever the keyring turns out to be under another seal: a server that
/// runs while it is changed goes on as soon as it can read the new one.
public actor KeyringDatabase {
    let rows: any Ports.SealedKeyStore
    let sealer: any Ports.KeySealer
    let keyMaker: any Ports.KeyMaker
    let passphrase: @Sendable () throws(StoreFailure) -> [UInt8]
    /// Deriving takes a fraction of a second.
    let slowly = BlockingPool(label: "steelcut.keyring", threads: 1, queueLimit: 64)

    var unlocked: (seal: KeyringSeal, key: any Ports.SealingKey)?
    /// What did not open which seal: it is not tried again each second.
    var refused: (seal: KeyringSeal, passphrase: [UInt8])?
    var known: [KeyID: (row: SealedSigningKey, key: SigningKey)] = [:]

    /// Names the rows; nothing is read or derived yet.
    ///
    /// - Parameters:
    ///   - rows: The database.
    ///   - sealer: Seals and opens.
    ///   - keyMaker: Derives public keys.
    ///   - passphrase: Reads the passphrase of the moment.
    public init(
        rows: any Ports.SealedKeyStore, sealer: any Ports.KeySealer, keyMaker: any Ports.KeyMaker,
        passphrase: @escaping @Sendable () throws(StoreFailure) -> [UInt8]
    ) {
        self.rows = rows
        self.sealer = sealer
        self.keyMaker = keyMaker
        self.passphrase = passphrase
    }

    /// Puts the keyring under a seal, where it has none; where it has one, sees that the passphrase opens it.
    ///
    /// - Throws: `.corrupt` where it does not.
    public func create() async throws(StoreFailure) {
        let there = try await rows.sealedKeys()
        if let seal = there.seal {
            _ = try await unlock(seal)
            return
        }
        guard there.keys.isEmpty else { throw StoreFailure(.corrupt, cause: "signing_keys has rows without a seal") }
        let (seal, key) = try await newSeal(try passphrase())
        let inForce = try await rows.setSeal(seal)
        if inForce == seal { unlocked = (seal, key) } else { _ = try await unlock(inForce) }
    }

    /// Puts all keys under a new passphrase, in one transaction.
    ///
    /// - Returns: How many keys there are.
    /// - Throws: `KeyStoreError.changed` where others change the keys all the time.
    public func reseal(with passphrase: [UInt8]) async throws(KeyStoreError) -> Int {
        do throws(StoreFailure) {
            let (seal, key) = try await newSeal(passphrase)
            for _ in 1...8 {
                let (old, opened) = try await read()
                let keys = try opened.map { (row, signingKey) throws(StoreFailure) in
                    try row.sealed(as: Self.seal(signingKey.privateKey, boundTo: row.binding, with: key))
                }
                do throws(KeyStoreError) {
                    try await rows.reseal(old, as: SealedKeyring(seal: seal, keys: keys))
                    unlocked = (seal, key)
                    return keys.count
                } catch .failed(let failure) { throw failure } catch {}
            }
        } catch { throw .failed(error) }
        throw .changed
    }
}

extension KeyringDatabase: Ports.KeyStore {
    /// All keys, ended ones too, in no order.
    ///
    /// - Throws: `.notInitialized` where the keyring was not made, and `.corrupt` where the passphrase is another one, or,
    ///   with the key's ID in its cause, where any row is not as it has to be.
    public func keys() async throws(StoreFailure) -> [SigningKey] { try await read().opened.map(\.key) }

    /// Adds a key as a row, if `others` are the keys that there are, or it is `nil`.
    ///
    /// Throws `.duplicate` if its ID is taken and `.changed` where there are others, and changes nothing then; `.key`
    /// where the private half is not that of the public one.
    public func add(_ key: SigningKey, beside others: Set<KeyID>?) async throws(KeyStoreError) {
        let record = key.record
        let algorithm = record.publicKey.algorithm
        do throws(KeyDefect) {
            guard try keyMaker.publicKey(of: key.privateKey, for: algorithm) == record.publicKey else {
                throw .malformed
            }
        } catch { throw .key(error) }
        for attempt in 1...3 {
            let (seal, row) = try await row(of: key)
            do throws(KeyStoreError) {
                return try await rows.addSealed(row, publicKey: record.publicKey, under: seal, beside: others)
            } catch {
                // Who does not mind which others there are, need not know that they are under another seal by now.
                guard case .changed = error, others == nil, attempt < 3 else { throw error }
            }
        }
    }

    /// Notes in a key's row that it was ended at `time`; one that was ended before keeps the earlier moment.
    public func end(_ id: KeyID, at time: Timestamp) async throws(KeyStoreError) {
        try await rows.endSealed(id, at: time)
    }

    private func row(of key: SigningKey) async throws(KeyStoreError) -> (KeyringSeal, SealedSigningKey) {
        let record = key.record
        let algorithm = record.publicKey.algorithm
        do throws(StoreFailure) {
            let seal = try await seal(of: rows.sealedKeys())
            let binding = SealedSigningKey.binding(
                keyID: record.keyID, algorithm: algorithm, created: record.created, signsFrom: record.signsFrom)
            let sealed = try await Self.seal(key.privateKey, boundTo: binding, with: unlock(seal))
            return (
                seal,
                SealedSigningKey(
                    keyID: record.keyID, algorithm: algorithm, created: record.created, signsFrom: record.signsFrom,
                    ended: record.ended, sealed: sealed)
            )
        } catch { throw .failed(error) }
    }
}
