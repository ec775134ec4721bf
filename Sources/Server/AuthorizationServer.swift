public import Logging
import ServiceLifecycle
public import SteelcutConfiguration
import SteelcutDomain
import SteelcutEndpoints
import SteelcutMemory
import SteelcutNIOServer
import SteelcutOpenSSL
import SteelcutServerProcess
import SteelcutSystemClock

/// The authorization server, composed from the ports' implementations.
public struct AuthorizationServer: Sendable {
    let settings: AuthorizationServerSettings
    let logger: Logger

    /// Takes what it is composed of.
    public init(_ settings: AuthorizationServerSettings, logger: Logger) {
        self.settings = settings
        self.logger = logger
    }

    /// Serves until a signal stops it; returns when every request was answered.
    ///
    /// - Throws: `StartFailure` where it can't start, and what ended it otherwise.
    public func run() async throws {
        let clock = SystemClock()
        let random = OpenSSLRandomness()
        let digest = try OpenSSLDigest()
        try DataDirectory.check(settings.store)
        let storage = try ClientStorage(settings.store, createIfMissing: false, logger: logger)
        let keyring = try Keyring(settings.store)
        if !keyring.isSealed {
            logger.notice("signing keys are plain files of mode 0600; seal them with keyring.passphrase-file")
        }

        let rowLife = settings.secretCacheTTL == .zero ? Duration.seconds(2) : settings.secretCacheTTL
        let clients = RememberedClients(over: storage.clients, clock: clock, ttl: rowLife)
        let checks = try SecretChecks(
            settings, clients: clients, clock: clock, random: random, digest: digest, logger: logger)
        let keys = KeySnapshot(store: keyring.keys, maker: keyring.maker, clock: clock)
        let health = ServerHealth()
        let refresher = Refresher(
            storage: storage, clients: clients, keyring: keyring, keys: keys, health: health, logger: logger)
        // An embedded store is there or it is not: no port is opened for one that is not.
        if storage.service == nil { try await refresher.look() }
        for warning in try await keyring.warnings() { logger.warning("\(warning)") }

        let listener = try await HTTPListener.bind(HTTPServerConfiguration(settings.http), logger: logger)
        let url = settings.http.url(boundPort: listener.port)
        guard let issuer = settings.issuer ?? Issuer(parsing: url) else { throw StartFailure("issuer: not a URL") }
        let endpoint = AuthorizationServerEndpoint(
            issuer: issuer,
            issueToken: IssueToken(
                authenticate: AuthenticateClient(clients: clients, hasher: checks.hasher, clock: clock), keys: keys,
                random: random, clock: clock,
                policy: TokenPolicy(issuer: issuer, lifetime: settings.tokenLifetime, audience: settings.audience)),
            publishKeys: PublishKeys(keys: keys, clock: clock, publishBeforeUse: settings.store.publishBeforeUse),
            digest: digest, health: { Health(health.state) })
        let requestIDs = RequestIDs(random: random)
        let server = HTTPServer(
            listener: listener, endpoint: endpoint, clock: clock, makeRequestID: requestIDs.next)
        logger.info("issuing tokens", metadata: ["issuer": "\(issuer)", "address": "\(url)"])

        let services: [any Service] =
            [storage.service].compactMap(\.self) + [refresher, Renewing(renewal: checks.renewal), server]
        try await ServerProcess(services: services, logger: logger) {
            if settings.http.tls != nil { reload(server) }
        }.run()
    }

    /// SIGHUP: the TLS files are read again; bad ones leave the old in force.
    private func reload(_ server: HTTPServer) {
        do {
            try server.reloadTLS()
            logger.notice("TLS files read again")
        } catch {
            logger.error("TLS files not read again: the old ones stay", metadata: ["cause": "\(error)"])
        }
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
