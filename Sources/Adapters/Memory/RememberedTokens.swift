public import SteelcutDomain
import Synchronization

/// Remembers tokens whose signature was checked, so that one that comes again costs a digest.
///
/// What is remembered is the token's SHA-256, never the token. It is forgotten when the token has ended or the issuer's
/// keys are others. Times, audience, scopes and revocations are looked at each time, by whoever asks.
public final class RememberedTokens: Ports.TokenReader {
    private struct Entry {
        let token: SignedToken
        /// Of the keys that have checked it.
        let version: Int

        func holds(at now: Timestamp) -> Bool { now < token.claims.expires.advanced(bySeconds: Leeway.seconds) }
    }

    /// The longest token that is remembered, in bytes: what is made of one grows with it.
    private static let longest = 2048

    private let inner: any Ports.TokenReader
    private let keys: any Ports.VerifierSource
    private let digest: any Ports.Digest
    private let clock: any Ports.Clock
    private let entries: Mutex<BoundedCache<Fingerprint, Entry>>

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
        entries = Mutex(BoundedCache(capacity: capacity))
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
        let read = try await inner.read(token)
        let now = clock.now()
        entries.withLock { entries in
            // Two for one: ended ones don't pile up.
            for _ in 1...2 {
                if let oldest = entries.leastRecentlyUsed, !oldest.value.holds(at: now) { entries.remove(oldest.key) }
            }
            let token = entries.mostRecentlyUsed.map { read.sharing(with: $0.token) } ?? read
            entries.set(Entry(token: token, version: version), for: name)
        }
        return read
    }

    /// How many tokens are remembered, ended ones possibly among them.
    public var count: Int { entries.withLock { $0.count } }

    private func remembered(_ name: Fingerprint, _ version: Int) -> SignedToken? {
        let now = clock.now()
        return entries.withLock { entries in
            guard let entry = entries.value(for: name) else { return nil }
            if entry.version == version, entry.holds(at: now) { return entry.token }
            entries.remove(name)
            return nil
        }
    }
}
