public import SteelcutDomain
import SteelcutMemory

/// An issuer's public keys, fetched once: for a program that checks one token and ends.
public struct FetchedKeySet: Ports.VerifierSource {
    private let keys: VerifierSnapshot

    /// Fetches the set.
    ///
    /// - Throws: `ClientFailure` where it can't be had or has no usable key.
    public init(
        _ location: KeySetLocation, maker: any Ports.VerifierMaker,
        connections: ConnectionSettings = ConnectionSettings(deadline: .seconds(5))
    ) async throws(ClientFailure) {
        let source = try KeySetSource(location, fetcher: HTTPFetcher(settings: connections))
        guard case .keys(let set, _, _) = try await source.keySet(at: try await source.keySetURL(), unless: nil) else {
            throw .malformedResponse(.status)
        }
        keys = VerifierSnapshot(maker: maker)
        guard keys.adopt(set) else { throw .malformedResponse(.noUsableKey) }
    }

    /// The key of that name, or none; all of them where no name is given.
    public func verifiers(named keyID: KeyID?) async throws(KeysUnavailable) -> [any Ports.SignatureVerifier] {
        try await keys.verifiers(named: keyID)
    }
}
