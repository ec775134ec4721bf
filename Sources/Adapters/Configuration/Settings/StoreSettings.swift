public import SteelcutDomain

/// Where clients and signing keys are kept, and how new ones are made.
public struct StoreSettings: Hashable, Sendable {
    /// The store.
    public let location: StoreLocation
    /// The folder of the embedded store and keyring.
    public let dataDirectory: String
    /// The longest wait for the store on behalf of one request.
    public let timeout: Duration
    /// Where signing keys live.
    public let keyring: KeyringLocation
    /// The file whose first line seals private keys; `nil`: they are not sealed.
    public let keyringPassphraseFile: String?
    /// How long a new key is published before it signs, in seconds.
    public let publishBeforeUse: Int
    /// The signature algorithm of new keys.
    public let signingAlgorithm: SignatureAlgorithm
    /// The cost of a new hash.
    public let hashCost: HashSettings

    init(_ configuration: ResolvedConfiguration) throws(ConfigurationError) {
        dataDirectory = try configuration.required(.dataDirectory) { $0 }
        location = try configuration.required(.databaseURL, StoreLocation.init(parsing:))
        timeout = try configuration.duration(.databaseTimeout)
        keyringPassphraseFile = try configuration.text(.keyringPassphraseFile)
        keyring = try KeyringLocation(configuration)
        publishBeforeUse = try configuration.number(.publishBeforeUse)
        signingAlgorithm = try configuration.required(.signingAlgorithm, SignatureAlgorithm.init(rawValue:))
        hashCost = try HashSettings(configuration)
    }
}
