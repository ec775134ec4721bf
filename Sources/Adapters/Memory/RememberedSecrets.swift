public import SteelcutDomain
import Synchronization

/// Answers for a secret that was found right a while ago, without hashing it again; equal checks under way share a run.
///
/// What is remembered is a MAC under a key of this process over the stored hash and the secret: neither can be had from
/// it, and a hash that was changed misses by itself, so that no news of clients is needed. Only successful checks of
/// stored secrets are remembered, for a time after their last use. The answer for a remembered secret is given without
/// suspending.
///
/// MACs are looked up, not compared in constant time: without the key nobody can choose or predict one, so that how far
/// a comparison came says nothing of the secret.
public final class RememberedSecrets: Ports.Hasher {
    /// Called for each check that shared the run of a failed one; may refuse it.
    public typealias SharedFailure = @Sendable (SecretCheck) throws(HasherFailure) -> Void

    /// Whose check: only those of one asker share a run, so that each asker's failures are its own.
    private struct Asker: Hashable {
        let mac: Fingerprint
        let presentedID: [UInt8]
        let lane: SecretCheck.Lane
    }

    private typealias Run = Flight<Result<Bool, HasherFailure>>

    private enum Part {
        case isRemembered
        case follows(Run)
        case leads(Run)
    }

    private struct State {
        /// Until when, in uptime, each is remembered; the order of last use is that of ending, too.
        var ends: BoundedCache<Fingerprint, Duration>
        var runs: [Asker: Run] = [:]

        /// Whether there is one of this MAC; asking is a use.
        mutating func isRemembered(_ mac: Fingerprint, at now: Duration, for ttl: Duration) -> Bool {
            ends.use(mac) { end in
                guard now < end else { return false }
                end = now + ttl
                return true
            }
        }
    }

    private let inner: any Ports.Hasher
    private let digest: any Ports.Digest
    private let clock: any Ports.Clock
    private let key: [UInt8]
    private let ttl: Duration
    private let sharedFailure: SharedFailure
    private let state: Mutex<State>

    /// Stands in front of a hasher.
    ///
    /// - Parameters:
    ///   - inner: What checks the secrets that are not remembered.
    ///   - digest: Makes the MACs.
    ///   - clock: Its uptime says what is still remembered.
    ///   - random: The source of the process's key.
    ///   - ttl: How long a secret is remembered after each use; zero: not at all.
    ///   - capacity: How many are remembered; beyond it the one that was unused for longest is forgotten.
    ///   - sharedFailure: `FailureThrottle.countFailure` of the throttle behind, so that a failure that answers several
    ///     checks counts for each.
    /// - Throws: `RandomnessFailure` where no key can be made.
    public init(
        over inner: any Ports.Hasher, digest: any Ports.Digest, clock: any Ports.Clock, random: any Ports.Randomness,
        ttl: Duration, capacity: Int = 100_000, sharedFailure: @escaping SharedFailure = { _ in }
    ) throws(RandomnessFailure) {
        self.inner = inner
        self.digest = digest
        self.clock = clock
        self.key = try random.bytes(32)
        self.ttl = ttl
        self.sharedFailure = sharedFailure
        state = Mutex(State(ends: BoundedCache(capacity: capacity)))
    }

    /// Whether the secret is right: from memory, from an equal check under way, or by checking it.
    ///
    /// - Throws: What the hasher behind throws, to everybody who shared the run.
    public func verify(_ check: SecretCheck) async throws(HasherFailure) -> Bool {
        guard let mac = mac(of: check) else { return try await inner.verify(check) }
        if isRemembered(mac) { return true }
        let asker = Asker(mac: mac, presentedID: Array(check.presentedID.utf8), lane: check.lane)
        switch part(of: asker) {
        case .isRemembered: return true
        case .follows(let run):
            let isRight = try await run.outcome().get()
            if !isRight { try sharedFailure(check) }
            return isRight
        case .leads(let run):
            let result: Result<Bool, HasherFailure>
            do throws(HasherFailure) {
                result = .success(try await inner.verify(check))
            } catch { result = .failure(error) }
            conclude(asker, result, isStored: check.owner != nil)
            run.land(result)
            return try result.get()
        }
    }

    /// What the hasher behind makes of it.
    public func hash(_ secret: ClientSecret) async throws(HasherFailure) -> SecretHash {
        try await inner.hash(secret)
    }

    /// The decoy of the hasher behind.
    public func decoy(for presentedID: String) -> SecretHash { inner.decoy(for: presentedID) }

    /// The decoy of the hasher behind.
    public func decoy(insteadOf hash: SecretHash?) -> SecretHash { inner.decoy(insteadOf: hash) }

    /// What the hasher behind says.
    public func isOutdated(_ hash: SecretHash) -> Bool { inner.isOutdated(hash) }

    /// How many secrets are remembered, ended ones possibly among them.
    public var count: Int { state.withLock { $0.ends.count } }

    /// The hash goes first, with its length, so that no two pairs read the same.
    private func mac(of check: SecretCheck) -> Fingerprint? {
        let hash = check.hash.encoded.utf8
        return check.secret.withBytes { secret in
            var message: [UInt8] = []
            message.reserveCapacity(2 + hash.count + secret.count)
            message.append(UInt8(truncatingIfNeeded: hash.count >> 8))
            message.append(UInt8(truncatingIfNeeded: hash.count))
            message.append(contentsOf: hash)
            message.append(contentsOf: secret)
            return Fingerprint(digest.hmacSHA256(key: key, message))
        }
    }

    private func isRemembered(_ mac: Fingerprint) -> Bool {
        let now = clock.uptime()
        return state.withLock { $0.isRemembered(mac, at: now, for: ttl) }
    }

    private func part(of asker: Asker) -> Part {
        let now = clock.uptime()
        return state.withLock { state in
            // Once more: a run may have ended since.
            if state.isRemembered(asker.mac, at: now, for: ttl) { return .isRemembered }
            if let run = state.runs[asker] { return .follows(run) }
            let run = Run()
            state.runs[asker] = run
            return .leads(run)
        }
    }

    /// Remembers before the run is over for others: whoever comes next finds one or the other.
    private func conclude(_ asker: Asker, _ result: Result<Bool, HasherFailure>, isStored: Bool) {
        let now = clock.uptime()
        state.withLock { state in
            state.runs[asker] = nil
            guard case .success(true) = result, isStored, ttl > .zero else { return }
            // Two at most for one that comes: what has ended goes before long, however large the capacity.
            for _ in 0..<2 {
                state.ends.removeLeastRecentlyUsed { $0 <= now }
            }
            state.ends.set(now + ttl, for: asker.mac)
        }
    }
}
