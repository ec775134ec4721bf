import SteelcutDomain
import Synchronization

/// A store that counts what it is asked, waits where a test wants it to, and fails when told to.
final class MemoryClientStore: Ports.ClientStore {
    struct Replacement: Equatable {
        let owner: SecretCheck.Owner
        let old: String
        let new: String

        init(_ owner: SecretCheck.Owner, _ old: String, _ new: String) {
            self.owner = owner
            self.old = old
            self.new = new
        }
    }

    struct State {
        var clients: [ClientID: Client] = [:]
        var looks = 0
        var failure: StoreFailure?
        var replaced: [Replacement] = []
    }

    let state = Mutex(State())
    /// Where a look-up waits, with what it has read in its hand.
    let gate = MemoryGate()

    var looks: Int { state.withLock { $0.looks } }
    var replaced: [Replacement] { state.withLock { $0.replaced } }

    func client(withID id: ClientID) async throws(StoreFailure) -> Client? {
        let (client, failure) = state.withLock { state in
            state.looks += 1
            return (state.clients[id], state.failure)
        }
        await gate.pass()
        if let failure { throw failure }
        if Task.isCancelled { throw StoreFailure(.unavailable, cause: "cancelled") }
        return client
    }

    func clients(after id: ClientID?, limit: Int) async throws(StoreFailure) -> [Client] {
        state.withLock { Array($0.clients.values.sorted { $0.id < $1.id }.prefix(limit)) }
    }

    func add(_ client: Client) async throws(ClientStoreError) {
        state.withLock { $0.clients[client.id] = client }
    }

    @discardableResult
    func update(
        _ id: ClientID, _ change: @Sendable (inout Client) throws(ClientRefusal) -> Void
    ) async throws(ClientStoreError) -> Client {
        guard var client = state.withLock({ $0.clients[id] }) else { throw .unknownClient(id) }
        do throws(ClientRefusal) { try change(&client) } catch { throw .refused(error) }
        let changed = client
        state.withLock { $0.clients[id] = changed }
        return client
    }

    func remove(_ id: ClientID) async throws(ClientStoreError) {
        state.withLock { $0.clients[id] = nil }
    }

    func replaceHash(
        ofSecret secretID: String, of id: ClientID, old: SecretHash, new: SecretHash
    ) async throws(StoreFailure) {
        let failure = state.withLock { state in
            if state.failure == nil {
                state.replaced.append(
                    Replacement(
                        SecretCheck.Owner(client: id, secretID: secretID), old.encoded, new.encoded))
            }
            return state.failure
        }
        if let failure { throw failure }
    }
}

/// A counter that a test sets.
final class MemoryChangeCounter: Ports.ChangeCounter {
    let count = Mutex<Int64?>(1)
    /// What it says has changed whenever it has moved; `nil`: it may be anything.
    let changed = Mutex<Set<ClientID>?>(nil)
    let gate = MemoryGate()

    func changeCount() async throws(StoreFailure) -> Int64 {
        let count = count.withLock { $0 }
        await gate.pass()
        guard let count else { throw StoreFailure(.unavailable) }
        return count
    }

    func changedClients(since known: Int64) async throws(StoreFailure) -> ChangedClients {
        let count = try await changeCount()
        return ChangedClients(count: count, clients: count == known ? [] : changed.withLock(\.self))
    }
}
