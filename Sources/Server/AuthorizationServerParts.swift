import Logging
import ServiceLifecycle
import SteelcutConfiguration
import SteelcutDomain
import SteelcutEndpoints
import SteelcutMemory
import SteelcutNIOServer
import SteelcutOpenSSL
import SteelcutServerProcess
import SteelcutSystemClock

/// What an authorization server is composed of, before anything of it runs.
struct AuthorizationServerParts {
    let settings: AuthorizationServerSettings
    let logger: Logger
    let clock = SystemClock()
    let random = OpenSSLRandomness()
    let digest: OpenSSLDigest
    let storage: ClientStorage
    let keyring: Keyring
    let clients: RememberedClients
    let revocations: RememberedRevocations
    let tally: AuditTally
    let checks: SecretChecks
    let keys: KeySnapshot
    let health = ServerHealth()
    let refresher: Refresher

    /// Composes the parts.
    ///
    /// - Throws: `StartFailure`, `StoreFailure` or `ConfigurationError` for what no waiting mends.
    init(_ settings: AuthorizationServerSettings, logger: Logger) throws {
        self.settings = settings
        self.logger = logger
        digest = try OpenSSLDigest()
        try DataDirectory.check(settings.store)
        storage = try ClientStorage(settings.store, createIfMissing: false, logger: logger)
        keyring = try Keyring(settings.store, storage: storage)
        if !keyring.isSealed {
            logger.notice("signing keys are plain files of mode 0600; seal them with keyring.passphrase-file")
        }
        let rowLife = settings.secretCacheTTL == .zero ? Duration.seconds(2) : settings.secretCacheTTL
        clients = RememberedClients(over: storage.clients, clock: clock, ttl: rowLife)
        revocations = RememberedRevocations(over: storage.revocations, clock: clock)
        tally = AuditTally(log: storage.audit, clients: clients, chain: AuditChain(digest: digest), clock: clock)
        checks = try SecretChecks(
            settings, clients: clients, usage: storage.usage, clock: clock, random: random, digest: digest,
            lockouts: tally, logger: logger)
        keys = KeySnapshot(store: keyring.keys, maker: keyring.maker, clock: clock)
        refresher = Refresher(
            storage: storage, clients: clients, revocations: revocations, decoys: checks.decoys, keyring: keyring,
            keys: keys, health: health, logger: logger)
    }

    /// What runs beside the requests.
    var services: [any Service] {
        let rotation = AutomaticRotation(
            rotate: RotateWhenDue(
                generate: GenerateKey(
                    keys: keyring.keys, maker: keyring.maker, clock: clock,
                    publishBeforeUse: settings.store.publishBeforeUse),
                every: settings.rotateEvery),
            keys: keys, algorithm: settings.store.signingAlgorithm,
            audit: AuditTrail(
                log: storage.audit, keyring: keyring, digest: digest, clock: clock, actor: .server, logger: logger),
            logger: logger)
        return [storage.service, storage.changeListener(refresher.hear)].compactMap(\.self) + [
            refresher, UseNoting(uses: checks.uses, logger: logger), AuditNoting(tally: tally, logger: logger),
            Renewing(renewal: checks.renewal), rotation,
        ]
    }

    /// The server on a port that was bound: its address is the issuer where none is set.
    func server(on listener: HTTPListener) throws(StartFailure) -> HTTPServer {
        let url = settings.http.url(boundPort: listener.port)
        guard let issuer = settings.issuer ?? Issuer(parsing: url) else { throw StartFailure("issuer: not a URL") }
        let health = self.health
        let authenticate = AuthenticateClient(clients: clients, hasher: checks.hasher, clock: clock)
        let endpoint = AuthorizationServerEndpoint(
            issuer: issuer,
            issueToken: IssueToken(
                authenticate: authenticate, keys: keys, random: RandomnessAhead(over: random), clock: clock,
                policy: TokenPolicy(issuer: issuer, lifetime: settings.tokenLifetime, audience: settings.audience)),
            publishKeys: PublishKeys(keys: keys, clock: clock, publishBeforeUse: settings.store.publishBeforeUse),
            revocation: revocationEndpoints(issuer, authenticate), digest: digest, health: { Health(health.state) })
        logger.info("issuing tokens", metadata: ["issuer": "\(issuer)", "address": "\(url)"])
        return HTTPServer(
            listener: listener, endpoint: endpoint, clock: clock, makeRequestID: RequestIDs(random: random).next)
    }

    /// Taking tokens back: each is checked by this server's own keys.
    private func revocationEndpoints(_ issuer: Issuer, _ authenticate: AuthenticateClient) -> RevocationEndpoints {
        let verify = VerifyAccessToken(
            keys: PublishedVerifiers(keys: keys, maker: OpenSSLVerifierMaker(), clock: clock), clock: clock,
            ownTokensOf: issuer, revocations: revocations)
        let list = RememberedRevocationList(
            publish: PublishRevocations(revocations: revocations, keys: keys, clock: clock, issuer: issuer))
        return RevocationEndpoints(
            introspect: IntrospectToken(authenticate: authenticate, verify: verify),
            revoke: RevokeToken(
                authenticate: authenticate, verify: verify,
                revocations: RecordedRevocations(over: revocations, tally: tally), clock: clock,
                audit: AuditChain(digest: digest)),
            list: list.current)
    }
}

/// Renews hashes beside the requests.
private struct Renewing: Service {
    let renewal: HashRenewal

    func run() async { await cancelWhenGracefulShutdown { await renewal.run() } }
}

extension Health {
    init(_ state: ServerHealth.State) {
        self = !state.isReady ? .unavailable : state.isDegraded ? .degraded : .ok
    }
}
