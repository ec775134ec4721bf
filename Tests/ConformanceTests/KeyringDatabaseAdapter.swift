import SteelcutDomain
import SteelcutKeyringDatabase
import SteelcutTestKit

@testable import SteelcutOpenSSL

extension KeyringDatabase {
    /// A keyring over these rows, made, at a cost that tests can bear.
    static func made(over rows: any Ports.SealedKeyStore) async throws -> KeyringDatabase {
        let keyring = KeyringDatabase(
            rows: rows, sealer: OpenSSLKeySealer(cost: ScryptCost(logN: 4, r: 8, p: 1)),
            keyMaker: OpenSSLKeyMaker(digest: try OpenSSLDigest()), passphrase: { Array("pass".utf8) })
        try await keyring.create()
        return keyring
    }
}

extension KeyStoreSubject {
    /// A keyring over these rows.
    static func sealed(in rows: any Ports.SealedKeyStore) async throws -> KeyStoreSubject {
        KeyStoreSubject(store: try await KeyringDatabase.made(over: rows), makeKey: try SampleKeys.maker())
    }
}
