import Logging
import SteelcutClient
import SteelcutDomain
import SteelcutOpenSSL

/// An issuer's public keys, from wherever they come.
enum IssuerKeys: Sendable {
    case remote(RemoteKeySet, isOfMetadata: Bool)
    case file(FileKeySet)
    case given(any Ports.VerifierSource)

    init(
        _ origin: AccessTokenVerifier.KeySource, of issuer: Issuer, connections: ConnectionSettings,
        clock: any Ports.Clock, logger: Logger
    ) throws(AccessTokenVerifier.SetupError) {
        let maker = OpenSSLVerifierMaker()
        let location: KeySetLocation
        switch origin {
        case .metadata: location = .issuer(issuer)
        case .url(let url): location = .url(url)
        case .file(let path):
            do throws(FileKeySet.Failure) {
                self = .file(try FileKeySet(path: path, maker: maker))
            } catch { throw .keyFile(error) }
            return
        }
        do throws(ClientFailure) {
            self = .remote(
                try RemoteKeySet(location, maker: maker, clock: clock, connections: connections, logger: logger),
                isOfMetadata: origin == .metadata)
        } catch { throw .keyURL(error) }
    }

    var source: any Ports.VerifierSource {
        switch self {
        case .remote(let keys, _): keys
        case .file(let keys): keys
        case .given(let keys): keys
        }
    }

    /// Whether the issuer's own metadata said where they are: then these can be had.
    var comeFromMetadata: Bool {
        if case .remote(_, isOfMetadata: true) = self { true } else { false }
    }

    var health: AccessTokenVerifier.Health {
        guard case .remote(let keys, _) = self else { return .ok }
        let (hasKeys, degraded) = keys.health
        return !hasKeys ? .unavailable : degraded ? .degraded : .ok
    }

    func reload() throws(AccessTokenVerifier.SetupError) {
        guard case .file(let keys) = self else { return }
        do throws(FileKeySet.Failure) { try keys.reload() } catch { throw .keyFile(error) }
    }

    /// Waits until the keys were asked for once more, whatever came of it, where they have to be asked for.
    func awaitFetch() async { if case .remote(let keys, _) = self { await keys.awaitFetch() } }

    /// Ends with its task only: a service that came to its end would end the others.
    func run() async {
        if case .remote(let keys, _) = self { return await keys.run() }
        for await _ in AsyncStream<Never>.makeStream().stream {}
    }
}
