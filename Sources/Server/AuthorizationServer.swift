public import Logging
public import SteelcutConfiguration
import SteelcutNIOServer
import SteelcutServerProcess

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
        let parts = try AuthorizationServerParts(settings, logger: logger)
        // An embedded store is there or it is not: no port is opened for one that is not.
        if parts.storage.service == nil { try await parts.refresher.look() }
        for warning in try await parts.keyring.warnings() { logger.warning("\(warning)") }

        let listener = try await HTTPListener.bind(HTTPServerConfiguration(settings.http), logger: logger)
        let server = try parts.server(on: listener)
        try await ServerProcess(services: parts.services + [server], logger: logger) {
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
