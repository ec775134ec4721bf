public import SteelcutDomain
import Synchronization

/// The signing keys as one immutable snapshot, which a refresh replaces as a whole.
///
/// Which key signs is read off the snapshot and the clock at each request: a pending key begins to sign at its time
/// without a refresh. A refresh that fails leaves the last good snapshot where it is.
public final class KeySnapshot: Ports.SigningKeys {
    private struct Snapshot: Sendable {
        let schedule: KeySchedule
        let signers: [KeyID: any Ports.Signer]
    }

    private struct State {
        var snapshot: Snapshot?
        var begun = 0
        /// The refresh that the snapshot is of: one that began earlier and comes later has read something older.
        var taken = 0
    }

    private let store: any Ports.KeyStore
    private let maker: any Ports.KeyMaker
    private let clock: any Ports.Clock
    private let state = Mutex(State())

    /// Begins without keys; `refresh()` brings them.
    public init(store: any Ports.KeyStore, maker: any Ports.KeyMaker, clock: any Ports.Clock) {
        self.store = store
        self.maker = maker
        self.clock = clock
    }

    /// Reads the keys anew; private keys that are known already are not parsed again.
    ///
    /// - Throws: What the store throws; `StoreFailure.corrupt` where a private key can't be opened or is not the one of
    ///   its record.
    public func refresh() async throws(StoreFailure) {
        let (turn, last) = state.withLock { state in
            state.begun += 1
            return (state.begun, state.snapshot)
        }
        let keys = try await store.keys()
        var signers: [KeyID: any Ports.Signer] = [:]
        for key in keys { signers[key.record.keyID] = try signer(for: key, last) }
        let snapshot = Snapshot(schedule: KeySchedule(keys.map(\.record)), signers: signers)
        state.withLock { state in
            guard state.taken < turn else { return }
            state.taken = turn
            state.snapshot = snapshot
        }
    }

    /// The signer of the key that signs now.
    ///
    /// - Throws: `KeysUnavailable` where there is none.
    public func activeSigner() async throws(KeysUnavailable) -> any Ports.Signer {
        guard let snapshot = state.withLock({ $0.snapshot }), let key = snapshot.schedule.active(at: clock.now()),
            let signer = snapshot.signers[key.keyID]
        else { throw KeysUnavailable(retryAfter: 1) }
        return signer
    }

    /// All keys with their times.
    ///
    /// - Throws: `KeysUnavailable` while there are none.
    public func schedule() async throws(KeysUnavailable) -> KeySchedule {
        guard let schedule = state.withLock({ $0.snapshot?.schedule }), !schedule.records.isEmpty else {
            throw KeysUnavailable(retryAfter: 1)
        }
        return schedule
    }

    /// The public half is derived from the private one: a record that names another would publish a key that checks
    /// none of our signatures, or somebody else's.
    private func signer(for key: SigningKey, _ last: Snapshot?) throws(StoreFailure) -> any Ports.Signer {
        let record = key.record
        if let known = last?.signers[record.keyID],
            last?.schedule.records.contains(where: { $0.publicKey == record.publicKey }) == true
        {
            return known
        }
        do throws(KeyDefect) {
            let algorithm = record.publicKey.algorithm
            if try maker.publicKey(of: key.privateKey, for: algorithm) == record.publicKey {
                return try maker.signer(for: key.privateKey, algorithm: algorithm)
            }
        } catch {
            throw StoreFailure(.corrupt, cause: "signing key \(record.keyID): \(error.rawValue)")
        }
        throw StoreFailure(.corrupt, cause: "signing key \(record.keyID): public and private half differ")
    }
}
