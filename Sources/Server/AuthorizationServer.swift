public import Logging
public import SteelcutConfiguration
import SteelcutNIOServer
public import SteelcutServerProcess

/// The authorization server, composed from the ports' implementations.
public struct AuthorizationServer: Sendable {
    let settings: AuthorizationServerSettings
    let logger: Logger

    /// Takes what it is composed of.
    public init(_ settings: AuthorizationServerSettings, logger: Logger) {
        self.settings = settings
        self.logger = logger
    }

    /// Opens store and keyring and listens.
    ///
    /// - Throws: `StartFailure` where it can't start, and what keeps the port from being bound.
    public func bind() async throws -> BoundServer {
        let parts = try AuthorizationServerParts(settings, logger: logger)
        // An embedded store is there or it is not: no port is opened for one that is not.
        if parts.storage.service == nil { try await parts.refresher.look() }
        for warning in try await parts.keyring.warnings() { logger.warning("\(warning)") }

        let listener = try await HTTPListener.bind(HTTPServerConfiguration(settings.http), logger: logger)
        let server = try parts.server(on: listener)
        let process = ServerProcess(services: parts.services + [server], logger: logger) {
            if settings.http.tls != nil { reload(server) }
        }
        let health = parts.health
        let url = settings.http.url(boundPort: listener.port)
        return BoundServer(url: url, process: process, listener: listener) { health.state.isReady }
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
