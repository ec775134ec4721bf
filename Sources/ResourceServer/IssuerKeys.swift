import Logging
import ServiceLifecycle
import SteelcutClient
import SteelcutConfiguration
import SteelcutDomain
import SteelcutEndpoints
import SteelcutOpenSSL
import SteelcutServerProcess

/// The issuer's public keys, from where the settings say.
struct IssuerKeys {
    let source: any Ports.VerifierSource
    let services: [any Service]
    let health: @Sendable () -> Health
    /// Reads a file again; remote keys look after themselves.
    let reload: @Sendable () throws -> Void

    init(_ settings: ResourceServerSettings, clock: any Ports.Clock, logger: Logger) throws {
        let maker = OpenSSLVerifierMaker()
        switch settings.keySet {
        case .file(let path):
            do {
                let file = try FileKeySet(path: path, maker: maker)
                source = file
                services = []
                health = { .ok }
                reload = { try file.reload() }
            } catch { throw StartFailure("jwks.file: \(path): \(error)") }
        case .metadata, .url:
            let remote = try RemoteKeySet(
                Self.location(settings), maker: maker, clock: clock,
                // Plain http off loopback was warned of: it is the operator's choice.
                connections: ConnectionSettings(deadline: .seconds(5), allowsPlainHTTP: true), logger: logger)
            source = remote
            services = [Fetching(keys: remote)]
            health = {
                let state = remote.health
                return !state.hasKeys ? .unavailable : state.degraded ? .degraded : .ok
            }
            reload = {}
        }
    }

    private static func location(_ settings: ResourceServerSettings) -> KeySetLocation {
        if case .url(let url) = settings.keySet { return .url(url.description) }
        return .issuer(settings.issuer)
    }
}

/// Fetches the keys beside the requests.
private struct Fetching: Service {
    let keys: RemoteKeySet

    func run() async { await cancelWhenGracefulShutdown { await keys.run() } }
}
