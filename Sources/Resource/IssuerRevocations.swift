import Logging
import SteelcutClient
import SteelcutDomain

/// What an issuer has revoked, from wherever it is known.
enum IssuerRevocations: Sendable {
    case ignored
    case remote(RemoteRevocationList)
    case given(any Ports.RevocationSource)

    init(
        _ wish: AccessTokenVerifier.Revocations, of issuer: Issuer, keys: IssuerKeys, connections: ConnectionSettings,
        clock: any Ports.Clock, logger: Logger
    ) throws(AccessTokenVerifier.SetupError) {
        guard case .followed(let url, let poll, let stale) = wish, url != nil || keys.comeFromMetadata else {
            self = .ignored
            return
        }
        do throws(ClientFailure) {
            self = .remote(
                try RemoteRevocationList(
                    of: issuer, at: url, keys: keys.source, clock: clock, poll: poll, stale: stale,
                    connections: connections, logger: logger))
        } catch { throw .revocationsURL(error) }
    }

    var source: (any Ports.RevocationSource)? {
        switch self {
        case .ignored: nil
        case .remote(let list): list
        case .given(let list): list
        }
    }

    var health: AccessTokenVerifier.Health {
        guard case .remote(let list) = self else { return .ok }
        let (isKnown, degraded) = list.health
        return !isKnown ? .unavailable : degraded ? .degraded : .ok
    }

    func run() async {
        if case .remote(let list) = self { await list.run() }
    }
}
