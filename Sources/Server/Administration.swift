import Logging
public import SteelcutConfiguration
public import SteelcutDomain
import SteelcutArgon2
import SteelcutMemory
import SteelcutOpenSSL
import SteelcutPostgres
import SteelcutSystemClock

/// The operator's side: the use cases over the store and the keyring that the settings name.
public struct Administration: Sendable {
    /// What `initialize()` has done.
    public struct Initialization: Sendable {
        /// How many migrations it applied.
        public let migrationsApplied: Int
        /// The key that signs.
        public let activeKey: SigningKeyRecord
        /// Whether it made that key.
        public let keyCreated: Bool
    }

    let settings: StoreSettings
    /// What the server gives tokens for where a client names no resource.
    let audience: ResourceIdentifier?
    let storage: ClientStorage
    let keyring: Keyring
    let clock = SystemClock()
    let hasher: Argon2Hasher
    let secrets: NewSecret
    let generate: GenerateKey
    /// Where every change is told of.
    let audit: AuditTrail

    /// Opens what the settings name, hands it to `body`, and closes it.
    ///
    /// - Parameters:
    ///   - settings: Where everything is.
    ///   - createIfMissing: Whether an embedded store is made where there is none: for `initialize()`.
    ///   - body: What is to be done.
    /// - Throws: `StartFailure`, and what `body` throws.
    public static func with<Value>(
        _ settings: CommandLineSettings, createIfMissing: Bool = false,
        _ body: (Administration) async throws -> Value
    ) async throws -> Value {
        var logger = Logger(label: "steelcut")
        logger.logLevel = .critical
        let administration = try Administration(
            settings.store, audience: settings.audience, createIfMissing: createIfMissing, logger: logger)
        return try await administration.storage.withConnections { try await body(administration) }
    }

    init(_ settings: StoreSettings, audience: ResourceIdentifier?, createIfMissing: Bool, logger: Logger) throws {
        self.settings = settings
        self.audience = audience
        if createIfMissing { try DataDirectory.create(settings) }
        try DataDirectory.check(settings)
        storage = try ClientStorage(settings, createIfMissing: createIfMissing, logger: logger)
        keyring = try Keyring(settings, storage: storage)
        let random = OpenSSLRandomness()
        hasher = try argon2Hasher(settings.hashCost, random: random)
        secrets = NewSecret(hasher: hasher, random: random, clock: clock)
        generate = GenerateKey(
            keys: keyring.keys, maker: keyring.maker, clock: clock, publishBeforeUse: settings.publishBeforeUse)
        audit = AuditTrail(
            log: storage.audit, keyring: keyring, digest: try OpenSSLDigest(), clock: clock, actor: AuditTrail.user,
            logger: logger)
    }

    /// Makes tables, keyring and the first signing key, as far as they are not there.
    public func initialize() async throws -> Initialization {
        let applied = try await prepare()
        let first = try await generate.first(signingAlgorithm)
        if first.isNew { await audit.recordKeyChange(.keyGenerated, first.key.auditDetail) }
        return Initialization(migrationsApplied: applied, activeKey: first.key, keyCreated: first.isNew)
    }

    /// Makes tables and keyring, as far as they are not there; returns how many migrations that took.
    func prepare() async throws -> Int {
        let applied = try await migrate()
        try await keyring.create()
        return applied
    }

    /// Brings the tables up to date; returns how many migrations that took.
    public func migrate() async throws -> Int {
        try await storage.connect(patience)
        return try await storage.migrate()
    }

    /// How long a database is waited for that is slow to take connections.
    private var patience: Duration { max(settings.timeout, .seconds(5)) }

    /// All migrations, applied or not.
    public func migrationStatus() async throws -> [ClientStorage.Migration] {
        try await storage.connect(patience)
        return try await storage.migrations()
    }

    /// The SQL that a DBA runs to set PostgreSQL up: roles, schema, tables, grants.
    public static var setupSQL: String { PostgresSetupScript.sql() }

    /// The store in words, without a password.
    public var storeDescription: String { settings.location.description }

    /// The keyring in words.
    public var keyringDescription: String { keyring.description }

    /// The algorithm of new keys.
    public var signingAlgorithm: SignatureAlgorithm { settings.signingAlgorithm }

    /// Wall time.
    public var now: Timestamp { clock.now() }

    /// Registers a client; what is handed over works when this returns.
    public func registerClient(
        _ registration: ClientRegistration, secretLifetime: SecretLifetime? = nil, handOver: SecretHandOver? = nil
    ) async throws -> IssuedSecret {
        let register = RegisterClient(clients: try await clients(), secrets: secrets, hasAudience: hasAudience)
        return try await audit.recording(
            .clientAdded, [JSONMember("name", .string(registration.name.description))],
            { try await register(registration, secretLifetime: secretLifetime, handOver: handOver) },
            as: { $0.client.auditDetail + $0.auditDetail.dropFirst() })
    }

    /// Changes a client.
    public func updateClient(_ id: ClientID, _ change: ClientChange) async throws -> Client {
        let update = UpdateClient(clients: try await clients(), hasAudience: hasAudience)
        return try await audit.recording(.clientUpdated, [id.auditMember] + change.auditDetail) {
            try await update(id, change)
        }
    }

    /// Enables or disables a client.
    public func setClientEnabled(_ id: ClientID, _ isEnabled: Bool) async throws -> Client {
        let clients = try await clients()
        let set = SetClientEnabled(clients: clients, revocations: storage.revocations, clock: clock)
        if isEnabled, try await clients.client(withID: id)?.isEnabled == false { try await waitForCutOff(of: id) }
        return try await audit.recording(isEnabled ? .clientEnabled : .clientDisabled, [id.auditMember]) {
            try await set(id, isEnabled)
        }
    }

    /// Where the client was disabled a moment ago, its tokens of the seconds that the cut-off reaches ahead would be refused.
    private func waitForCutOff(of id: ClientID) async throws {
        let now = clock.now()
        let known = try await storage.revocations.revocations(after: 0, at: now).revocations
        guard let cutOff = known.filter({ $0.subject == .client(id) }).map(\.issuedUntil.seconds).max() else { return }
        // No longer, whatever the clock said that the cut-off was made by.
        let end = min(cutOff, now.advanced(bySeconds: Revocation.propagation).seconds)
        while clock.now().seconds <= end { try await Task.sleep(for: .milliseconds(50)) }
    }

    /// Removes a client.
    public func removeClient(_ id: ClientID) async throws {
        let remove = RemoveClient(clients: try await clients(), revocations: storage.revocations, clock: clock)
        try await audit.recording(.clientRemoved, [id.auditMember]) { try await remove(id) }
    }

    /// Ends a token before its time, as the operator of the server that issued it.
    ///
    /// - Returns: The token's claims.
    /// - Throws: `BearerError` where it is none of this server's that still lives.
    public func revokeToken(_ token: [UInt8]) async throws -> AccessTokenClaims {
        _ = try await clients()
        let published = try await keySchedule().published(at: clock.now())
        let verifiers = VerifierSnapshot(maker: OpenSSLVerifierMaker())
        verifiers.replace(with: JSONWebKeySet(published.map(\.publicKey)))
        // Whoever holds the keys is the issuer: what they have signed is its own, whatever its name was.
        let claims = try await VerifyAccessToken(keys: verifiers, clock: clock, ownTokensOf: nil)(token)
        let now = clock.now()
        try await storage.revocations.revoke(
            Revocation(of: claims, at: now),
            recording: audit.chain.record([AuditEntry(at: now, by: audit.actor, revoking: claims)]))
        return claims
    }

    /// One client.
    ///
    /// - Throws: `ClientStoreError.unknownClient` where there is none.
    public func client(_ id: ClientID) async throws -> Client {
        guard let client = try await clients().client(withID: id) else { throw ClientStoreError.unknownClient(id) }
        return client
    }

    /// Clients in the order of their IDs, those behind `id` only.
    ///
    /// - Parameters:
    ///   - id: The last one of the page before; `nil`: from the beginning.
    ///   - limit: At most so many; `nil`: all.
    public func clients(after id: ClientID? = nil, limit: Int? = nil) async throws -> [Client] {
        let clients = try await clients()
        var listed: [Client] = []
        while true {
            let page = min(500, limit.map { $0 - listed.count } ?? 500)
            let next = try await clients.clients(after: listed.last?.id ?? id, limit: page)
            listed += next
            if next.count < page || listed.count == limit { return listed }
        }
    }

    /// Takes over the clients of the Python package's table, with the secrets they have.
    ///
    /// - Parameters:
    ///   - location: The database that the table is in.
    ///   - table: Its name.
    ///   - dryRun: Whether nothing is to be written.
    /// - Throws: `ImportSourceFailure` where the table can't be read, and what the store throws.
    public func importClients(
        from location: StoreLocation, table: TableName, dryRun: Bool
    ) async throws -> ImportReport {
        let clients = try await clients()
        let rows = try await ImportSource(location, table: table).rows()
        let take = ImportClients(
            clients: clients, intake: storage.intake, hashes: hasher, digest: try OpenSSLDigest(), clock: clock,
            hasAudience: hasAudience)
        let report = try await take(rows, dryRun: dryRun)
        if !dryRun { await audit.record(report.auditEvents(table: table)) }
        return report
    }

    var hasAudience: Bool { audience != nil }

    /// The clients, once it is sure that there are tables of a version that this program works with.
    func clients() async throws -> any Ports.ClientStore {
        try await openStore()
        return storage.clients
    }

    /// Sees that the store can be asked, and has tables of a version that this program works with.
    func openStore() async throws {
        try await storage.connect(patience)
        try await storage.checkInitialized()
    }
}

extension ImportReport {
    /// What the trail tells of an import: a hundred clients in each event.
    fileprivate func auditEvents(table: TableName) -> [(AuditAction, [JSONMember])] {
        let imported = entries.compactMap { $0.outcome == .imported ? $0.id : nil }
        return stride(from: 0, to: imported.count, by: 100).map { start in
            (
                .clientsImported,
                [
                    JSONMember("table", .string(table.description)),
                    JSONMember("client_ids", .array(imported[start...].prefix(100).map { .string($0) })),
                ]
            )
        }
    }
}
