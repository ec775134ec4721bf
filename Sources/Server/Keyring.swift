import SteelcutConfiguration
public import SteelcutDomain
import SteelcutKeyringDirectory
import SteelcutOpenSSL
import SteelcutServerProcess

/// The keyring that the settings name.
public struct Keyring: Sendable {
    /// The keys.
    public let keys: any Ports.KeyStore
    /// Makes keys and opens them.
    public let maker: any Ports.KeyMaker
    /// Makes the folder, where there is none.
    let create: @Sendable () async throws(StoreFailure) -> Void
    /// Another value whenever the keys have changed; cheap to ask for.
    let changeMark: @Sendable () async throws(StoreFailure) -> KeyringChangeMark
    /// What is no reason to refuse the keys and worth saying once.
    let warnings: @Sendable () async throws(StoreFailure) -> [String]
    /// Whether private keys are sealed at rest.
    let isSealed: Bool
    /// What to say of it at start-up.
    let description: String
}

extension Keyring {
    /// Opens the keyring.
    ///
    /// - Throws: `StartFailure` where the passphrase can't be read, or the cryptographic library fails.
    init(_ settings: StoreSettings) throws(StartFailure) {
        guard case .directory(let path) = settings.keyring else {
            throw StartFailure("keyring: only dir:PATH is available in this version")
        }
        let passphrase = try settings.keyringPassphraseFile.map { (file) throws(StartFailure) in
            try PassphraseFile.read(file)
        }
        let digest: OpenSSLDigest
        do throws(OpenSSLFailure) { digest = try OpenSSLDigest() } catch { throw StartFailure("\(error)") }
        let maker = OpenSSLKeyMaker(digest: digest)
        let directory = KeyringDirectory(
            path: path, passphrase: passphrase,
            coding: PrivateKeyCoding(
                encode: { try PrivateKeyPEM.encode($0, passphrase: $1) },
                decode: { try PrivateKeyPEM.decode($0, passphrase: $1) }),
            keyMaker: maker, digest: digest)
        keys = directory
        self.maker = maker
        create = { () async throws(StoreFailure) in try await directory.create() }
        changeMark = { () async throws(StoreFailure) in try await directory.changeMark() }
        warnings = { () async throws(StoreFailure) in try await directory.warnings() }
        isSealed = passphrase != nil
        description = "dir:\(path)"
    }
}
