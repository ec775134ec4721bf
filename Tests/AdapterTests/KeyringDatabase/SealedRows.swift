import SteelcutDomain
import SteelcutKeyringDatabase
import SteelcutTestKit
import Synchronization
import Testing

@testable import SteelcutOpenSSL

/// Sealed rows in memory, which a test may change behind the keyring's back.
final class SealedRows: Ports.SealedKeyStore {
    private let stored = Mutex(SealedKeyring(seal: nil, keys: []))

    /// What there is.
    var keyring: SealedKeyring {
        get { stored.withLock(\.self) }
        set { stored.withLock { $0 = newValue } }
    }

    func sealedKeys() async throws(StoreFailure) -> SealedKeyring { keyring }

    func setSeal(_ seal: KeyringSeal) async throws(StoreFailure) -> KeyringSeal {
        stored.withLock { there in
            let inForce = there.seal ?? seal
            there = SealedKeyring(seal: inForce, keys: there.keys)
            return inForce
        }
    }

    func addSealed(
        _ key: SealedSigningKey, publicKey: JSONWebKey, under seal: KeyringSeal, beside others: Set<KeyID>?
    ) async throws(KeyStoreError) {
        try stored.withLock { there throws(KeyStoreError) in
            let ids = Set(there.keys.map(\.keyID))
            guard there.seal == seal else { throw .changed }
            guard !ids.contains(key.keyID) else { throw .duplicate(key.keyID) }
            guard others.map({ $0 == ids }) ?? true else { throw .changed }
            there = SealedKeyring(seal: seal, keys: Array(there.keys) + [key])
        }
    }

    func endSealed(_ id: KeyID, at time: Timestamp) async throws(KeyStoreError) { throw .unknownKey(id) }

    func reseal(_ old: SealedKeyring, as new: SealedKeyring) async throws(KeyStoreError) {
        try stored.withLock { there throws(KeyStoreError) in
            guard there == old else { throw .changed }
            there = new
        }
    }
}

/// A passphrase that may change, and counts how often a key is derived from it.
final class SealBench: Ports.KeySealer {
    private let sealer = OpenSSLKeySealer(cost: ScryptCost(logN: 4, r: 8, p: 1))
    private let state = Mutex((passphrase: "steel", derivations: 0))

    var passphrase: String {
        get { state.withLock { $0.passphrase } }
        set { state.withLock { $0.passphrase = newValue } }
    }
    var derivations: Int { state.withLock { $0.derivations } }

    func makeSeal(passphrase: [UInt8]) throws(SealDefect) -> (seal: KeyringSeal, key: any Ports.SealingKey) {
        state.withLock { $0.derivations += 1 }
        return try sealer.makeSeal(passphrase: passphrase)
    }

    func unlock(_ seal: KeyringSeal, passphrase: [UInt8]) throws(SealDefect) -> any Ports.SealingKey {
        state.withLock { $0.derivations += 1 }
        return try sealer.unlock(seal, passphrase: passphrase)
    }

    /// Another node's keyring over the same rows, with this passphrase.
    func keyring(over rows: SealedRows) throws -> KeyringDatabase {
        KeyringDatabase(
            rows: rows, sealer: self, keyMaker: try CryptoKeys.maker(), passphrase: { Array(self.passphrase.utf8) })
    }

    /// Adds a key with these times, and returns its record.
    static func add(to keyring: KeyringDatabase, signsFrom: Int = 1) async throws -> SigningKeyRecord {
        let maker = try CryptoKeys.maker()
        let privateKey = try maker.makeKey(for: .es256)
        let record = try #require(
            SigningKeyRecord(
                publicKey: maker.publicKey(of: privateKey, for: .es256), created: Timestamp(seconds: 1),
                signsFrom: Timestamp(seconds: signsFrom)))
        try await keyring.add(SigningKey(record: record, privateKey: privateKey))
        return record
    }
}
