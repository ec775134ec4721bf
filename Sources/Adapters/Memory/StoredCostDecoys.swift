public import SteelcutDomain
import Synchronization

/// Gives unknown clients decoys that cost what the stored hashes cost.
///
/// Imported hashes may cost more than today's. While there are such, an ID that nobody has has to cost what it would if
/// it were a client's: a keyed hash of the ID draws a cost, each as probable as clients of it are frequent. The key is
/// the store's, so that an ID costs the same at every node and after a restart; and an ID's place in the draw stays, so
/// that its decoy turns cheap once, as a client's hash does when it is renewed.
public final class StoredCostDecoys: Ports.Hasher {
    /// A read of the shares is followed by twenty times its length without one, and by this at least.
    private static let shortestPause = Duration.seconds(1)

    private struct State {
        var shares: HashCostShares?
        /// What the change counter was before the shares were read.
        var changeCount: Int64?
        /// From when on, in uptime, the counter may be asked again.
        var pauseEnds: Duration?
    }

    private let inner: any Ports.Hasher
    private let digest: any Ports.Digest
    private let clock: any Ports.Clock
    private let state = Mutex(State())

    /// Stands in front of a hasher.
    ///
    /// - Parameters:
    ///   - inner: What hashes, and makes decoys of a given cost.
    ///   - digest: Draws.
    ///   - clock: Says which secrets live, and when to look again.
    public init(over inner: any Ports.Hasher, digest: any Ports.Digest, clock: any Ports.Clock) {
        self.inner = inner
        self.digest = digest
        self.clock = clock
    }

    /// Reads the shares again where something has changed; to be called every now and then.
    ///
    /// - Throws: What the store throws; the shares stay as they were.
    public func refresh(
        _ counter: any Ports.ChangeCounter, _ costs: any Ports.HashCosts
    ) async throws(StoreFailure) {
        let start = clock.uptime()
        let (changeCount, pauseEnds) = state.withLock { ($0.changeCount, $0.pauseEnds) }
        if let pauseEnds, start < pauseEnds { return }
        let count = try await counter.changeCount()
        guard count != changeCount else { return }
        let shares = try await costs.hashCosts(at: clock.now())
        let end = clock.uptime()
        state.withLock { state in
            state = State(
                shares: shares, changeCount: count, pauseEnds: end + max(Self.shortestPause, (end - start) * 20))
        }
    }

    /// A decoy of the cost that the ID draws, or of today's.
    public func decoy(for presentedID: String) -> SecretHash {
        guard let shares = state.withLock({ $0.shares }), !shares.shares.isEmpty else {
            return inner.decoy(insteadOf: nil)
        }
        let mac = digest.hmacSHA256(key: shares.key, Array(presentedID.utf8))
        let number = mac.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return inner.decoy(insteadOf: shares.draw(number))
    }

    /// What the hasher behind makes.
    public func decoy(insteadOf hash: SecretHash?) -> SecretHash { inner.decoy(insteadOf: hash) }

    /// What the hasher behind makes of it.
    public func hash(_ secret: ClientSecret) async throws(HasherFailure) -> SecretHash {
        try await inner.hash(secret)
    }

    /// What the hasher behind says.
    public func verify(_ check: SecretCheck) async throws(HasherFailure) -> Bool { try await inner.verify(check) }

    /// What the hasher behind says.
    public func isOutdated(_ hash: SecretHash) -> Bool { inner.isOutdated(hash) }
}
