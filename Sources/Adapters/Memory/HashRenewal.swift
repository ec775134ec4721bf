public import SteelcutDomain
import Synchronization

/// Hashes secrets anew at today's cost once they have been presented, beside the requests.
///
/// A secret that was found right under a hash of another cost is queued; `run()` hashes it and puts the new hash in the
/// place of the old one. Each stored secret stands in the queue once; what finds it full is left for another time.
public final class HashRenewal: Ports.Hasher {
    private static let queueLimit = 64

    private struct Renewal: Sendable {
        let owner: SecretCheck.Owner
        let secret: ClientSecret
        let old: SecretHash
    }

    private struct State {
        var queued: Set<SecretCheck.Owner> = []
        /// The role may only read: nothing more is tried while the process lives.
        var isOver = false
    }

    private let inner: any Ports.Hasher
    private let clients: any Ports.ClientStore
    private let onNotPermitted: @Sendable () -> Void
    private let renewals: AsyncStream<Renewal>
    private let queue: AsyncStream<Renewal>.Continuation
    private let state = Mutex(State())

    /// Stands in front of a hasher.
    ///
    /// - Parameters:
    ///   - inner: What checks secrets and hashes them anew.
    ///   - clients: Where the hashes are.
    ///   - onNotPermitted: Called once where the store's role may not write hashes; nothing is tried after that.
    public init(
        over inner: any Ports.Hasher, clients: any Ports.ClientStore,
        onNotPermitted: @escaping @Sendable () -> Void
    ) {
        self.inner = inner
        self.clients = clients
        self.onNotPermitted = onNotPermitted
        (renewals, queue) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(Self.queueLimit))
    }

    /// Renews what is queued, one after another, until its task is cancelled; to be called once.
    public func run() async {
        for await renewal in renewals {
            await renew(renewal)
            _ = state.withLock { $0.queued.remove(renewal.owner) }
        }
    }

    /// Whether the secret is right; where it is and its hash is outdated, it is queued.
    ///
    /// - Throws: What the hasher behind throws.
    public func verify(_ check: SecretCheck) async throws(HasherFailure) -> Bool {
        let isRight = try await inner.verify(check)
        if isRight, let owner = check.owner, inner.isOutdated(check.hash) {
            add(Renewal(owner: owner, secret: check.secret, old: check.hash))
        }
        return isRight
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

    private func add(_ renewal: Renewal) {
        let isNew = state.withLock { !$0.isOver && $0.queued.insert(renewal.owner).inserted }
        guard isNew else { return }
        guard case .enqueued = queue.yield(renewal) else {
            _ = state.withLock { $0.queued.remove(renewal.owner) }
            return
        }
    }

    /// A failure leaves the old hash where it is; the secret's next check queues it again.
    private func renew(_ renewal: Renewal) async {
        guard !state.withLock({ $0.isOver }) else { return }
        guard let new = try? await inner.hash(renewal.secret) else { return }
        do throws(StoreFailure) {
            try await clients.replaceHash(
                ofSecret: renewal.owner.secretID, of: renewal.owner.client, old: renewal.old, new: new)
        } catch {
            guard error.code == .notPermitted else { return }
            state.withLock { $0.isOver = true }
            onNotPermitted()
        }
    }
}
