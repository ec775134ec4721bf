public import SteelcutDomain
import Synchronization

/// A server's own published keys, ready to check what it has signed: for introspection and revocation.
public final class PublishedVerifiers: Ports.VerifierSource {
    private let keys: any Ports.SigningKeys
    private let maker: any Ports.VerifierMaker
    private let clock: any Ports.Clock
    private let parsed = Mutex<[KeyID: any Ports.SignatureVerifier]>([:])

    /// Takes the keys, and what parses them.
    public init(keys: any Ports.SigningKeys, maker: any Ports.VerifierMaker, clock: any Ports.Clock) {
        self.keys = keys
        self.maker = maker
        self.clock = clock
    }

    /// The published key of that name, or none; all of them where no name is given.
    ///
    /// - Throws: `KeysUnavailable` while no keys were ever read.
    public func verifiers(named keyID: KeyID?) async throws(KeysUnavailable) -> [any Ports.SignatureVerifier] {
        let published = try await keys.schedule().published(at: clock.now())
        let wanted = published.filter { keyID == nil || $0.keyID == keyID }
        return wanted.compactMap { verifier(for: $0) }
    }

    /// A key's name is its thumbprint, so what was parsed under it is that key.
    private func verifier(for record: SigningKeyRecord) -> (any Ports.SignatureVerifier)? {
        if let known = parsed.withLock({ $0[record.keyID] }) { return known }
        guard let made = try? maker.verifier(for: record.publicKey) else { return nil }
        parsed.withLock { $0[record.keyID] = made }
        return made
    }
}
