import SteelcutDomain
import SteelcutInMemory
import Synchronization
import Testing

/// Clients that are there from the beginning, and a count of how often they were asked for.
final class FixedClients: Ports.ClientStore {
    private let clients: [ClientID: Client]
    private let failure: StoreFailure?
    private let asked = Mutex<[ClientID]>([])

    init(_ clients: [Client], failure: StoreFailure? = nil) {
        self.clients = Dictionary(uniqueKeysWithValues: clients.map { ($0.id, $0) })
        self.failure = failure
    }

    /// The IDs that were looked up.
    var lookups: [ClientID] { asked.withLock(\.self) }

    func client(withID id: ClientID) async throws(StoreFailure) -> Client? {
        asked.withLock { $0.append(id) }
        if let failure { throw failure }
        return clients[id]
    }

    func clients(after id: ClientID?, limit: Int) async throws(StoreFailure) -> [Client] { throw unexpected() }
    func add(_ client: Client) async throws(ClientStoreError) { throw .failed(unexpected()) }
    func update(
        _ id: ClientID, _ change: @Sendable (inout Client) throws(ClientRefusal) -> Void
    ) async throws(ClientStoreError) -> Client { throw .failed(unexpected()) }
    func remove(_ id: ClientID) async throws(ClientStoreError) { throw .failed(unexpected()) }
    func replaceHash(
        ofSecret secretID: String, of id: ClientID, old: SecretHash, new: SecretHash
    ) async throws(StoreFailure) { throw unexpected() }

    private func unexpected() -> StoreFailure {
        Issue.record("a token request changes nothing and lists nobody")
        return StoreFailure(.failed)
    }
}

/// Hashes that say what they are of, and a count of the checks: each stands for one run of Argon2.
final class CountingHasher: Ports.Hasher {
    private let failure: HasherFailure?
    private let decoyHash: SecretHash
    private let seen = Mutex<[SecretCheck]>([])

    init(failure: HasherFailure? = nil) throws {
        self.failure = failure
        decoyHash = try #require(SecretHash(encoded: "$!"))
    }

    /// What was checked.
    var checks: [SecretCheck] { seen.withLock(\.self) }

    static func hash(of secret: String) -> SecretHash? { SecretHash(encoded: "$" + Base64URL.string(secret.utf8)) }

    func hash(_ secret: ClientSecret) async throws(HasherFailure) -> SecretHash {
        guard let hash = Self.hash(of: secret.withBytes({ String(decoding: $0, as: UTF8.self) })) else {
            throw .unusableHash
        }
        return hash
    }
    func verify(_ check: SecretCheck) async throws(HasherFailure) -> Bool {
        seen.withLock { $0.append(check) }
        if let failure { throw failure }
        return check.hash.encoded == check.secret.withBytes { "$" + Base64URL.string($0) }
    }
    func decoy(for presentedID: String) -> SecretHash { decoyHash }
    func isOutdated(_ hash: SecretHash) -> Bool { false }

}

/// Signing keys of which none may be touched: passing it says that nothing is signed.
struct UnexpectedKeys: Ports.SigningKeys {
    func activeSigner() async throws(KeysUnavailable) -> any Ports.Signer {
        Issue.record("nothing was to be signed")
        throw KeysUnavailable(retryAfter: 1)
    }
    func schedule() async throws(KeysUnavailable) -> KeySchedule { throw KeysUnavailable(retryAfter: 7) }
}

/// One key that signs.
struct OneKey: Ports.SigningKeys {
    let signer: any Ports.Signer
    let record: SigningKeyRecord

    func activeSigner() async throws(KeysUnavailable) -> any Ports.Signer { signer }
    func schedule() async throws(KeysUnavailable) -> KeySchedule { KeySchedule([record]) }
}

/// Revocations in memory, in a store that can be taken away and given back.
final class FailingRevocations: Ports.RevocationStore {
    private let store = InMemoryStore()
    private let failure = Mutex<StoreFailure?>(nil)

    /// From now on every call fails like this; `nil`: none does.
    func fail(with failure: StoreFailure?) { self.failure.withLock { $0 = failure } }

    func revoke(_ revocation: Revocation, recording record: AuditRecord?) async throws(StoreFailure) {
        if let failure = failure.withLock(\.self) { throw failure }
        try await store.revoke(revocation, recording: record)
    }

    func revocations(after counter: Int64, at now: Timestamp) async throws(StoreFailure) -> RevocationPage {
        if let failure = failure.withLock(\.self) { throw failure }
        return try await store.revocations(after: counter, at: now)
    }

    func restore(_ known: RevocationPage) async throws(StoreFailure) {
        if let failure = failure.withLock(\.self) { throw failure }
        try await store.restore(known)
    }

    func removeEndedRevocations(at now: Timestamp) async throws(StoreFailure) {
        if let failure = failure.withLock(\.self) { throw failure }
        try await store.removeEndedRevocations(at: now)
    }
}
