// The keys of store, keyring, tokens and hashing: the authorization server's and the command line's.
extension ConfigurationKey {
    static let dataDirectory = ConfigurationKey(
        "data.dir", .text(form: "a path"), default: .value("./steelcut-data"),
        "folder of the embedded store: steelcut.db (SQLite) and keyring/; created with mode 0700")
    static let databaseURL = ConfigurationKey(
        "database.url", .text(form: "postgresql://…, another libpq connection string, or sqlite:PATH"),
        default: .derived("sqlite:<data.dir>/steelcut.db"), isSecret: true,
        "the store; libpq's service files, .pgpass, PG* variables and lists of hosts work as libpq has them")
    static let databaseTimeout = ConfigurationKey(
        "database.timeout", .duration(1...60), default: .value("2s"),
        "longest wait for the store on behalf of one request")
    static let keyring = ConfigurationKey(
        "keyring", .text(form: "dir:PATH, or database"), default: .derived("dir:<data.dir>/keyring"),
        "where signing keys live; database: sealed rows of the store, shared by several nodes")
    static let keyringPassphraseFile = ConfigurationKey(
        "keyring.passphrase-file", .text(form: "a path"),
        "file whose first line seals private keys at rest; without it a directory keyring is plain files, and database is refused"
    )

    static let issuer = ConfigurationKey(
        "issuer", .text(form: "an http or https URL without query or fragment"),
        default: .derived("http(s)://<http.host>:<http.port>"),
        "iss of every token, and the base of every published URL; plain http off loopback is warned of")
    static let audience = ConfigurationKey(
        "audience", .text(form: "an absolute URI without fragment, or a plain name"),
        "aud of a token where neither the request nor the client names a resource")
    static let tokenLifetime = ConfigurationKey(
        "token.lifetime", .duration(1...86_400), default: .value("3600s"),
        "how long a token lives; a client may have its own lifetime")
    static let publishBeforeUse = ConfigurationKey(
        "keys.publish-before-use", .duration(0...604_800), default: .value("600s"),
        "how long a new signing key is published before it signs; 0: it signs at once")
    static let rotateEvery = ConfigurationKey(
        "keys.rotate-every", .duration(0...31_536_000), default: .value("90d"),
        "age at which the key that signs is replaced by whichever server finds out first: 1h or more; 0: never")
    static let signingAlgorithm = ConfigurationKey(
        "signing.algorithm", .choice(["ES256", "EdDSA", "PS256", "RS256"]), default: .value("ES256"),
        "signature algorithm of new keys")

    static let hashMemory = ConfigurationKey(
        "hash.memory-kib", .integer(8...262_144), default: .value("19456"),
        "Argon2id memory of a new hash in KiB, at least 8 a lane; less than the default is warned of")
    static let hashIterations = ConfigurationKey(
        "hash.iterations", .integer(1...16), default: .value("2"),
        "Argon2id passes of a new hash; less than the default is warned of")
    static let hashParallelism = ConfigurationKey(
        "hash.parallelism", .integer(1...16), default: .value("1"), "Argon2id lanes of a new hash")
}
