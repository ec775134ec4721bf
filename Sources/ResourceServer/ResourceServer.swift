public import Logging
import ServiceLifecycle
import SteelcutClient
public import SteelcutConfiguration
import SteelcutDomain
import SteelcutEndpoints
import SteelcutNIOServer
import SteelcutOpenSSL
import SteelcutResource
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
        let verifier = try verifier(clock)

        let listener = try await HTTPListener.bind(HTTPServerConfiguration(settings.http), logger: logger)
        let base = settings.http.url(boundPort: listener.port)
        let url = settings.resourceURL ?? "\(base)/\(settings.route)"
        guard let resource = ProtectedResourceURL(parsing: url) else { throw StartFailure("resource.url: not a URL") }
        let endpoint = ResourceServerEndpoint(
            route: settings.route, resource: resource, document: { document.current },
            verify: verifier.check, issuer: settings.issuer, scopes: settings.scope, digest: digest,
            health: { Health(verifier.health) })
        let requestIDs = RequestIDs(random: OpenSSLRandomness())
        let server = HTTPServer(
            listener: listener, endpoint: endpoint, clock: clock, makeRequestID: requestIDs.next)
        logger.info(
            "protecting", metadata: ["resource": "\(resource)", "address": "\(base)", "issuer": "\(settings.issuer)"])
        if !verifier.followsRevocations {
            logger.notice("revocations are not followed: a token is good until it ends")
        }

        let process = ServerProcess(services: [verifier, server], logger: logger) {
            reload("resource.file") { try document.reload() }
            if case .file = settings.keySet { reload("jwks.file") { try verifier.reloadKeyFile() } }
            if settings.http.tls != nil { reload("TLS files") { try server.reloadTLS() } }
        }
        return BoundServer(url: base, process: process, listener: listener) { verifier.health != .unavailable }
    }

    private func verifier(_ clock: SystemClock) throws -> AccessTokenVerifier {
        // Plain http off loopback was warned of: it is the operator's choice, for the hosts that were named.
        var connections = ConnectionSettings(deadline: .seconds(5))
        connections.allowPlainHTTP(toHostOf: settings.issuer.description)
        let keys: AccessTokenVerifier.KeySource
        switch settings.keySet {
        case .metadata: keys = .metadata
        case .file(let path): keys = .file(path)
        case .url(let url):
            connections.allowPlainHTTP(toHostOf: url.description)
            keys = .url(url.description)
        }
        let revocations = revocations(&connections)
        do throws(AccessTokenVerifier.SetupError) {
            return try AccessTokenVerifier(
                issuer: settings.issuer, audience: settings.audience, scope: settings.scope, keys: keys,
                revocations: revocations, connections: connections, clock: clock, logger: logger)
        } catch {
            guard case .keyFile = error, case .file(let path) = keys else { throw StartFailure("\(error)") }
            throw StartFailure("jwks.file: \(path): \(error); steelcut keys export prints one")
        }
    }

    private func revocations(_ connections: inout ConnectionSettings) -> AccessTokenVerifier.Revocations {
        let wish = settings.revocations
        guard wish.poll > .zero else { return .ignored }
        if let url = wish.url { connections.allowPlainHTTP(toHostOf: url.description) }
        let stale: RemoteRevocationList.Stale =
            switch wish.stale {
            case .accept: .accept
            case .refuse(let patience): .refuse(after: patience)
            }
        return .followed(url: wish.url?.description, poll: wish.poll, stale: stale)
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

extension Health {
    /// The verifier's words are the endpoint's.
    fileprivate init(_ health: AccessTokenVerifier.Health) {
        self =
            switch health {
            case .ok: .ok
            case .degraded: .degraded
            case .unavailable: .unavailable
            }
    }
}
