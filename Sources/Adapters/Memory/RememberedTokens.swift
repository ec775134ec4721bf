public import SteelcutDomain
import Synchronization

/// Remembers tokens whose signature was checked, so that one that comes again costs a digest.
///
/// What is remembered is the token's SHA-256, never the token. It is forgotten when the token has ended or the issuer's
/// keys are others. Times, audience, scopes and revocations are looked at each time, by whoever asks.
public final class RememberedTokens: Ports.TokenReader {
    private struct Entry {
        let claims: AccessTokenClaims
        let keyID: KeyID?
        /// Of the keys that have checked it.
        let version: Int

        func holds(at now: Timestamp) -> Bool { now < claims.expires.advanced(bySeconds: Leeway.seconds) }
    }

    private struct State {
        var entries: BoundedCache<Fingerprint, Entry>
        /// Of the token that was read last: most that follow have the same.
        var header: CompactJWS.Header?
    }

    /// The longest token that is remembered, in bytes: what is made of one grows with it.
    private static let longest = 2048

    private let inner: any Ports.TokenReader
    private let keys: any Ports.VerifierSource
    private let digest: any Ports.Digest
    private let clock: any Ports.Clock
    private let state: Mutex<State>

    /// Stands in front of a reader.
    ///
    /// - Parameters:
    ///   - inner: What checks the tokens that are not remembered.
    ///   - keys: The keys that it checks them with; where they don't say their version, nothing is remembered.
    ///   - digest: Names the tokens.
    ///   - clock: Says which have ended.
    ///   - capacity: How many are remembered; beyond it the one that was unused for longest is forgotten.
    public init(
        over inner: any Ports.TokenReader, keys: any Ports.VerifierSource, digest: any Ports.Digest,
        clock: any Ports.Clock, capacity: Int = 10_000
    ) {
        self.inner = inner
        self.keys = keys
        self.digest = digest
        self.clock = clock
        state = Mutex(State(entries: BoundedCache(capacity: capacity)))
    }

    /// What a token says: from memory, or by checking it.
    ///
    /// - Throws: What the reader behind throws; no failure is remembered.
    public func read(_ token: [UInt8]) async throws(BearerError) -> SignedToken {
        // Asked before the keys are: a token that the old ones have checked must not be remembered as of the new ones.
        guard token.count <= Self.longest, let version = keys.version,
            let name = Fingerprint(digest.sha256(token))
        else { return try await inner.read(token) }
        if let known = remembered(name, version) { return known }
        let read = try await inner.read(token, expecting: state.withLock { $0.header })
        remember(read, name, version)
        return read
    }

    /// How many tokens are remembered, ended ones possibly among them.
    public var count: Int { state.withLock { $0.entries.count } }

    private func remembered(_ name: Fingerprint, _ version: Int) -> SignedToken? {
        let now = clock.now()
        return state.withLock { state in
            guard let entry = state.entries.value(for: name) else { return nil }
            if entry.version == version, entry.holds(at: now) {
                return SignedToken(claims: entry.claims, keyID: entry.keyID)
            }
            state.entries.remove(name)
            return nil
        }
    }

    private func remember(_ read: SignedToken, _ name: Fingerprint, _ version: Int) {
        let now = clock.now()
        state.withLock { state in
            // Two for one: ended ones don't pile up.
            for _ in 1...2 { state.entries.removeLeastRecentlyUsed { !$0.holds(at: now) } }
            let last = state.entries.mostRecentlyUsed?.claims
            let claims = last.map { read.claims.sharing(with: $0) } ?? read.claims
            state.entries.set(Entry(claims: claims, keyID: read.keyID, version: version), for: name)
            state.header = read.header
        }
    }
}
