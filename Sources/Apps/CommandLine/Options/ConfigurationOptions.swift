import ArgumentParser
import SteelcutConfiguration
import SteelcutServer

/// The settings that the command line shares with the servers.
///
/// They are declared here for `--help` and completion only, and handed as they are to the one reader of settings.
struct ConfigurationOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Settings as YAML or JSON.", valueName: "file"), completion: .file())
    var config: String?
    @Option(
        help: ArgumentHelp("The embedded store's folder (default ./steelcut-data).", valueName: "folder"),
        completion: .directory)
    var dataDir: String?
    @Option(help: ArgumentHelp("postgresql://…, a libpq connection string, or sqlite:PATH.", valueName: "url"))
    var databaseUrl: String?
    @Option(help: ArgumentHelp("The longest wait for the store (default 2s).", valueName: "duration"))
    var databaseTimeout: String?
    @Option(
        help: ArgumentHelp(
            "Where signing keys live: dir:PATH (default dir:<data.dir>/keyring) or database.", valueName: "place"))
    var keyring: String?
    @Option(help: ArgumentHelp("Seals private keys at rest.", valueName: "file"), completion: .file())
    var keyringPassphraseFile: String?
    @Option(help: ArgumentHelp("What tokens are for where a client names no resource.", valueName: "resource"))
    var audience: String?
    @Option(help: ArgumentHelp("How long a new key is published before it signs (default 10m).", valueName: "duration"))
    var keysPublishBeforeUse: String?
    @Option(help: ArgumentHelp("Of new keys: ES256 (default), EdDSA, PS256 or RS256.", valueName: "algorithm"))
    var signingAlgorithm: String?
    @Option(help: ArgumentHelp("Argon2id memory of new hashes (default 19456).", valueName: "kib"))
    var hashMemoryKib: String?
    @Option(help: ArgumentHelp("Argon2id passes of new hashes (default 2).", valueName: "count"))
    var hashIterations: String?
    @Option(help: ArgumentHelp("Argon2id lanes of new hashes (default 1).", valueName: "count"))
    var hashParallelism: String?
    @Option(help: ArgumentHelp("The least level that is logged (default info).", valueName: "level"))
    var logLevel: String?
    @Option(help: ArgumentHelp("How log lines are written: text or json.", valueName: "format"))
    var logFormat: String?
    @Flag(help: "Print every setting with its value and origin, and stop.")
    var printConfig = false

    /// The flags as they were given.
    var arguments: [String] {
        [
            ("--config", config), ("--data-dir", dataDir), ("--database-url", databaseUrl),
            ("--database-timeout", databaseTimeout), ("--keyring", keyring),
            ("--keyring-passphrase-file", keyringPassphraseFile), ("--audience", audience),
            ("--keys-publish-before-use", keysPublishBeforeUse), ("--signing-algorithm", signingAlgorithm),
            ("--hash-memory-kib", hashMemoryKib), ("--hash-iterations", hashIterations),
            ("--hash-parallelism", hashParallelism), ("--log-level", logLevel), ("--log-format", logFormat),
        ].flatMap { name, value in value.map { ["\(name)=\($0)"] } ?? [] } + (printConfig ? ["--print-config"] : [])
    }

    /// The flags that say where everything is, as words for a shell, but for a connection string: it may hold a password.
    var places: [String] {
        [
            ("--config", config), ("--data-dir", dataDir),
            ("--database-url", databaseUrl.flatMap { $0.hasPrefix("sqlite:") ? $0 : nil }), ("--keyring", keyring),
            ("--keyring-passphrase-file", keyringPassphraseFile),
        ].compactMap { name, value in value.map { "\(name) \(Self.quoted($0))" } }
    }

    private static func quoted(_ word: String) -> String {
        let isPlain =
            !word.isEmpty
            && word.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || "/._-:".utf8.contains(byte)
            }
        return isPlain
            ? word : "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }

    /// The flags above that take a value, and those that `steelcut doctor` has beside them.
    static let valued: Set<String> = [
        "--config", "--data-dir", "--database-url", "--database-timeout", "--keyring", "--keyring-passphrase-file",
        "--issuer", "--tls-certificate", "--tls-private-key", "--audience", "--keys-publish-before-use",
        "--signing-algorithm", "--hash-memory-kib", "--hash-iterations", "--hash-parallelism", "--log-level",
        "--log-format",
    ]

    /// Puts settings that stand before the command behind it: `steelcut --data-dir d init` means what
    /// `steelcut init --data-dir d` does.
    static func movedBehindCommand(_ arguments: [String]) -> [String] {
        var index = 0
        while index < arguments.count {
            let name = arguments[index].prefix { $0 != "=" }
            guard name == "--print-config" || valued.contains(String(name)) else { break }
            index += name == "--print-config" || arguments[index].contains("=") ? 1 : 2
        }
        if index >= arguments.count, arguments.contains("--print-config") { return ["print-config"] + arguments }
        guard index > 0, index < arguments.count, !arguments[index].hasPrefix("-") else { return arguments }
        return Array(arguments[index...] + arguments[..<index])
    }
}
