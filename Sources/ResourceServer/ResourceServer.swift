public import Logging
import ServiceLifecycle
import SteelcutClient
public import SteelcutConfiguration
import SteelcutDomain
import SteelcutEndpoints
import SteelcutNIOServer
import SteelcutOpenSSL
public import SteelcutServerProcess
import SteelcutSystemClock

/// The resource server, composed without a store, a hasher or a signer: it can't mint a token by type.
public struct ResourceServer: Sendable {
    let settings: ResourceServerSettings
    let logger: Logger

    /// Takes what it is composed of.
    public init(_ settings: ResourceServerSettings, logger: Logger) {
        self.settings = settings
        self.logger = logger
    }

    /// Reads the files and listens.
    ///
    /// - Throws: `StartFailure` where it can't start, and what keeps the port from being bound.
    public func bind() async throws -> BoundServer {
        let clock = SystemClock()
        let digest = try OpenSSLDigest()
        let document = try DocumentFile(path: settings.file, digest: digest)
        let keys = try IssuerKeys(settings, clock: clock, logger: logger)

        let listener = try await HTTPListener.bind(HTTPServerConfiguration(settings.http), logger: logger)
        let base = settings.http.url(boundPort: listener.port)
        let url = settings.resourceURL ?? "\(base)/\(settings.route)"
        guard let resource = ProtectedResourceURL(parsing: url) else { throw StartFailure("resource.url: not a URL") }
        let endpoint = ResourceServerEndpoint(
            route: settings.route, resource: resource, document: { document.current },
            verify: VerifyAccessToken(
                keys: keys.source, clock: clock, issuer: settings.issuer, audience: settings.audience,
                requiredScopes: settings.scope),
            issuer: settings.issuer, scopes: settings.scope, digest: digest, health: keys.health)
        let requestIDs = RequestIDs(random: OpenSSLRandomness())
        let server = HTTPServer(
            listener: listener, endpoint: endpoint, clock: clock, makeRequestID: requestIDs.next)
        logger.info(
            "protecting", metadata: ["resource": "\(resource)", "address": "\(base)", "issuer": "\(settings.issuer)"])

        let process = ServerProcess(services: keys.services + [server], logger: logger) {
            reload("resource.file") { try document.reload() }
            if case .file = settings.keySet { reload("jwks.file") { try keys.reload() } }
            if settings.http.tls != nil { reload("TLS files") { try server.reloadTLS() } }
        }
        return BoundServer(url: base, process: process) { keys.health() != .unavailable }
    }

    /// SIGHUP: what can't be read leaves the old in force.
    private func reload(_ what: String, _ read: () throws -> Void) {
        do {
            try read()
            logger.notice("read again", metadata: ["what": "\(what)"])
        } catch {
            logger.error("not read again: the old stays", metadata: ["what": "\(what)", "cause": "\(error)"])
        }
    }
}
