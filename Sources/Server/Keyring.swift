import SteelcutConfiguration
public import SteelcutDomain
import SteelcutKeyringDatabase
import SteelcutKeyringDirectory
import SteelcutOpenSSL
import SteelcutServerProcess

/// The keyring that the settings name.
public struct Keyring: Sendable {
    /// What a keyring looked like from outside: equal marks, equal keys.
    enum Mark: Hashable, Sendable {
        case directory(KeyringChangeMark)
        /// The store's change counter.
        case database(Int64)
    }

    /// The keys.
    public let keys: any Ports.KeyStore
    /// Makes keys and opens them.
    public let maker: any Ports.KeyMaker
    /// Makes the folder or the seal, where there is none.
    let create: @Sendable () async throws(StoreFailure) -> Void
    /// Another value whenever the keys have changed; cheap to ask for.
    let changeMark: @Sendable () async throws(StoreFailure) -> Mark
    /// What is no reason to refuse the keys and worth saying once.
    let warnings: @Sendable () async throws(StoreFailure) -> [String]
    /// Puts all keys under another passphrase at once, and returns how many there are; `nil` where there is no such thing.
    let reseal: (@Sendable ([UInt8]) async throws(KeyStoreError) -> Int)?
    /// Whether the keys are had from the store, which has to be connected for it.
    let isInStore: Bool
    /// Whether private keys are sealed at rest.
    let isSealed: Bool
    /// What to say of it at start-up.
    let description: String
}

extension Keyring {
    /// Opens the keyring.
    ///
    /// - Throws: `StartFailure` where the passphrase can't be read, or the cryptographic library fails.
    init(_ settings: StoreSettings, storage: ClientStorage) throws(StartFailure) {
        switch settings.keyring {
        case .directory(let path): try self.init(directory: path, passphraseFile: settings.keyringPassphraseFile)
        case .database:
            guard let file = settings.keyringPassphraseFile else {
                throw StartFailure("keyring: needs keyring.passphrase-file")
            }
            try self.init(storage, passphraseFile: file)
        }
    }

    /// A folder of files.
    init(
        directory path: String, passphraseFile: String?, setting: String = PassphraseFile.setting
    ) throws(StartFailure) {
        let passphrase = try passphraseFile.map { (file) throws(StartFailure) in
            try PassphraseFile.read(file, setting: setting)
        }
        let (maker, digest) = try Self.maker()
        let directory = KeyringDirectory(
            path: path, passphrase: passphrase,
            coding: PrivateKeyCoding(
                encode: { try PrivateKeyPEM.encode($0, passphrase: $1) },
                decode: { try PrivateKeyPEM.decode($0, passphrase: $1) }),
            keyMaker: maker, digest: digest)
        keys = directory
        self.maker = maker
        create = { () async throws(StoreFailure) in try await directory.create() }
        changeMark = { () async throws(StoreFailure) in .directory(try await directory.changeMark()) }
        warnings = { () async throws(StoreFailure) in try await directory.warnings() }
        reseal = nil
        isInStore = false
        isSealed = passphrase != nil
        description = "dir:\(path)"
    }

    /// Sealed rows of the store.
    private init(_ storage: ClientStorage, passphraseFile file: String) throws(StartFailure) {
        // A file that can't be read is told of at once, not when the store has been reached.
        _ = try PassphraseFile.read(file)
        let (maker, _) = try Self.maker()
        let database = KeyringDatabase(
            rows: storage.sealedKeys, sealer: OpenSSLKeySealer(), keyMaker: maker,
            passphrase: { () throws(StoreFailure) in
                do throws(StartFailure) { return try PassphraseFile.read(file) } catch {
                    throw StoreFailure(.failed, cause: error.description)
                }
            })
        keys = database
        self.maker = maker
        create = { () async throws(StoreFailure) in try await database.create() }
        changeMark = { () async throws(StoreFailure) in .database(try await storage.changes.changeCount()) }
        warnings = { () async throws(StoreFailure) in [] }
        reseal = { (passphrase) async throws(KeyStoreError) in try await database.reseal(with: passphrase) }
        isInStore = true
        isSealed = true
        description = "database"
    }

    private static func maker() throws(StartFailure) -> (OpenSSLKeyMaker, OpenSSLDigest) {
        do throws(OpenSSLFailure) {
            let digest = try OpenSSLDigest()
            return (OpenSSLKeyMaker(digest: digest), digest)
        } catch { throw StartFailure("\(error)") }
    }
}
