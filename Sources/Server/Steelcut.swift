public import Logging
import ServiceLifecycle
import SteelcutConfiguration
public import SteelcutDomain

/// Everything that an OAuth 2.0 system for machines needs, over one store and one keyring.
///
/// A program opens it, makes a signing key, adds clients and runs servers, each in a line:
///
///     let steelcut = try await Steelcut(store: .sqlite("clients.db"), keyring: .directory("keyring"), createsTables: true)
///     try await steelcut.makeSigningKey()
///     let client = try await steelcut.addClient(name: "Jane Doe", resources: ["api_v0.0.1"])
///     let server = try await steelcut.authorizationServer()
///     try await server.runUntilSignal()
public final class Steelcut: Sendable {
    /// Where clients are kept.
    public enum Store: Sendable {
        /// A file: the store for one machine.
        case sqlite(String)
        /// A PostgreSQL database, by any connection string of libpq's.
        case postgres(String)

        var location: StoreLocation {
            switch self {
            case .sqlite(let path): .sqlite(path: path)
            case .postgres(let connectionString): .postgres(connectionString: connectionString)
            }
        }

        var setting: String {
            switch self {
            case .sqlite(let path): "sqlite:\(path)"
            case .postgres(let connectionString): connectionString
            }
        }
    }

    /// Where signing keys are kept.
    public enum Keyring: Sendable {
        /// A folder of 0600 files.
        case directory(String)
        /// Sealed rows of the store, for several nodes; the file's first line is the passphrase.
        case database(passphraseFile: String)

        var settings: [String: String] {
            switch self {
            case .directory(let path): ["keyring": "dir:\(path)"]
            case .database(let file): ["keyring": "database", "keyring.passphrase-file": file]
            }
        }
    }

    let administration: Administration
    let settings: [String: String]
    let logger: Logger
    private let connections: Task<Void, any Error>?

    /// Opens the store and the keyring.
    ///
    /// - Parameters:
    ///   - store: Where clients are kept.
    ///   - keyring: Where signing keys are kept.
    ///   - createsTables: Whether store, tables and keyring are made where there are none.
    ///   - settings: Other keys of `Docs/Configuration.md` that the authorization server has, by their names, such as
    ///     `["token.lifetime": "5m", "issuer": "https://auth.example"]`. The environment is not looked at.
    ///   - logger: Told what the servers have to tell.
    /// - Throws: `ConfigurationError` for settings that are wrong, `StoreFailure` or `StartFailure` where the store or the
    ///   keyring can't be opened.
    public init(
        store: Store, keyring: Keyring, createsTables: Bool = false, settings: [String: String] = [:],
        logger: Logger = Logger(label: "steelcut")
    ) async throws {
        let settings = settings.merging(["database.url": store.setting]) { $1 }.merging(keyring.settings) { $1 }
        let read = try AuthorizationServerSettings(reading: Self.input(settings))
        let administration = try Administration(
            read.store, audience: read.audience, createIfMissing: createsTables, logger: logger)
        self.administration = administration
        self.settings = settings
        self.logger = logger
        connections = administration.storage.service.map { service in Task { try await service.run() } }
        if createsTables { _ = try await administration.prepare() }
    }

    deinit { connections?.cancel() }

    /// Makes a signing key: the first signs at once, a later one when it was published for `keys.publish-before-use`.
    ///
    /// - Throws: `KeyStoreError`.
    @discardableResult
    public func makeSigningKey() async throws -> SigningKeyRecord {
        try await administration.generateKey(administration.signingAlgorithm)
    }

    /// Makes a signing key that takes over from the one in use, when it was published for `keys.publish-before-use`.
    ///
    /// - Throws: `KeyStoreError`.
    @discardableResult
    public func rotateSigningKey() async throws -> KeyRotation {
        try await administration.rotateKey(administration.signingAlgorithm)
    }

    /// Makes a signing key that signs at once, and ends the others with all that they have signed: for keys that have
    /// leaked.
    ///
    /// - Throws: `KeyStoreError`; to be done again then.
    @discardableResult
    public func rotateSigningKeyInEmergency() async throws -> EmergencyRotation {
        try await administration.rotateKeyInEmergency(administration.signingAlgorithm)
    }

    /// The settings as the one reader of the programs' takes them.
    static func input(_ settings: [String: String]) -> ConfigurationInput {
        ConfigurationInput(
            arguments: settings.sorted { $0.key < $1.key }.map { key, value in
                "--\(key.replacing(".", with: "-"))=\(value)"
            }, environment: [:])
    }
}
