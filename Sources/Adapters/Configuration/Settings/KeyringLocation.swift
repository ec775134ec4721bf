/// Where signing keys live.
public enum KeyringLocation: Hashable, Sendable {
    /// A folder with a file for each key.
    case directory(path: String)
    /// Sealed rows of the store, shared by several nodes.
    case database

    /// Reads `dir:PATH` or `database`; `nil` for anything else.
    public init?(parsing text: String) {
        if text == "database" {
            self = .database
        } else if text.hasPrefix("dir:"), text.count > "dir:".count {
            self = .directory(path: String(text.dropFirst("dir:".count)))
        } else {
            return nil
        }
    }

    /// The location, checked against what it needs.
    init(_ configuration: ResolvedConfiguration) throws(ConfigurationError) {
        self = try configuration.required(.keyring, KeyringLocation.init(parsing:))
        guard self == .database, configuration.effective(.keyringPassphraseFile) == nil else { return }
        throw configuration.refusal(of: .keyring, "needs keyring.passphrase-file")
    }
}
