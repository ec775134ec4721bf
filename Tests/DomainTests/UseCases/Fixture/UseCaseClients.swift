import SteelcutDomain
import Synchronization
import Testing

/// Clients in a dictionary, and a failure on request.
final class UseCaseClients: Ports.ClientStore {
    private let clients: Mutex<[ClientID: Client]>
    private let failure: StoreFailure?
    private let whetherCurrent: @Sendable () -> Bool

    init(
        _ clients: [Client] = [], failure: StoreFailure? = nil, isCurrent: @escaping @Sendable () -> Bool = { true }
    ) {
        self.clients = Mutex(Dictionary(uniqueKeysWithValues: clients.map { ($0.id, $0) }))
        self.failure = failure
        whetherCurrent = isCurrent
    }

    var isCurrent: Bool { whetherCurrent() }

    var all: [Client] { clients.withLock { $0.values.sorted { $0.id < $1.id } } }

    func client(withID id: ClientID) async throws(StoreFailure) -> Client? {
        if let failure { throw failure }
        return clients.withLock { $0[id] }
    }

    func clients(after id: ClientID?, limit: Int) async throws(StoreFailure) -> [Client] {
        Array(all.filter { client in id.map { $0 < client.id } ?? true }.prefix(limit))
    }

    func add(_ client: Client) async throws(ClientStoreError) {
        if let failure { throw .failed(failure) }
        guard clients.withLock({ $0.updateValue(client, forKey: client.id) }) == nil else {
            throw .duplicate(client.id)
        }
    }

    func update(
        _ id: ClientID, _ change: @Sendable (inout Client) throws(ClientRefusal) -> Void
    ) async throws(ClientStoreError) -> Client {
        guard var client = clients.withLock({ $0[id] }) else { throw .unknownClient(id) }
        do throws(ClientRefusal) { try change(&client) } catch { throw .refused(error) }
        clients.withLock { [client] in $0[id] = client }
        return client
    }

    func remove(_ id: ClientID) async throws(ClientStoreError) {
        guard clients.withLock({ $0.removeValue(forKey: id) }) != nil else { throw .unknownClient(id) }
    }

    func replaceHash(
        ofSecret secretID: String, of id: ClientID, old: SecretHash, new: SecretHash
    ) async throws(StoreFailure) {
        throw StoreFailure(.notPermitted)
    }
}

/// Hashes that say what they are of, and every check that was asked for.
final class UseCaseHasher: Ports.Hasher {
    private let failure: HasherFailure?
    private let seen = Mutex<[SecretCheck]>([])
    let decoyHash: SecretHash

    init(failure: HasherFailure? = nil) throws {
        self.failure = failure
        decoyHash = try #require(SecretHash(encoded: "$!"))
    }

    var checks: [SecretCheck] { seen.withLock(\.self) }

    static func hash(of secret: ClientSecret) throws -> SecretHash {
        try #require(SecretHash(encoded: "$" + secret.withBytes { Base64URL.string($0) }))
    }

    func hash(_ secret: ClientSecret) async throws(HasherFailure) -> SecretHash {
        if let failure { throw failure }
        guard let hash = try? Self.hash(of: secret) else { throw .unusableHash }
        return hash
    }

    func verify(_ check: SecretCheck) async throws(HasherFailure) -> Bool {
        seen.withLock { $0.append(check) }
        if let failure { throw failure }
        return check.hash.encoded == "$" + check.secret.withBytes { Base64URL.string($0) }
    }

    func decoy(for presentedID: String) -> SecretHash { decoyHash }
    func isOutdated(_ hash: SecretHash) -> Bool { false }
}
