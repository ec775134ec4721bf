import SteelcutDomain
import SteelcutKeyringDirectory
import SteelcutOpenSSL
import SteelcutTestKit

extension Adapter where Subject == KeyStoreSubject {
    static var keyringDirectory: Self { keyringDirectory("keyring folder", passphrase: nil) }

    static var sealedKeyringDirectory: Self {
        keyringDirectory("sealed keyring folder", passphrase: Array("pass".utf8))
    }

    private static func keyringDirectory(_ name: String, passphrase: [UInt8]?) -> Self {
        Self(name) { body in
            let folder = try TemporaryFolder()
            let digest = try OpenSSLDigest()
            let keyring = KeyringDirectory(
                path: folder.path("keyring"), passphrase: passphrase,
                coding: PrivateKeyCoding(
                    encode: { try PrivateKeyPEM.encode($0, passphrase: $1) },
                    decode: { try PrivateKeyPEM.decode($0, passphrase: $1) }),
                keyMaker: OpenSSLKeyMaker(digest: digest), digest: digest)
            try await keyring.create()
            try await body(KeyStoreSubject(store: keyring, makeKey: try SampleKeys.maker()))
        }
    }
}
