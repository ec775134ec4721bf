import Logging
import SteelcutDomain
import SteelcutInMemory
import SteelcutMemory
import SteelcutOpenSSL
import SteelcutSystemClock
import Testing

@testable import SteelcutServer

/// Contract section 3: what `keys rotate` changes takes effect within 2 s, whatever the store does meanwhile.
@Suite struct KeyringBesideStore {
    /// A store that never answers.
    private struct Silence: Ports.ChangeCounter {
        func changeCount() async throws(StoreFailure) -> Int64 {
            let (silence, _) = AsyncStream.makeStream(of: Void.self)
            for await _ in silence {}
            throw StoreFailure(.unavailable)
        }
    }

    /// A hasher that nobody has a use for here.
    private struct Untouched: Ports.Hasher {
        func hash(_ secret: ClientSecret) async throws(HasherFailure) -> SecretHash { throw .unusableHash }
        func verify(_ check: SecretCheck) async throws(HasherFailure) -> Bool { throw .unusableHash }
        func decoy(for presentedID: String) -> SecretHash { neverAsked() }
        func isOutdated(_ hash: SecretHash) -> Bool { neverAsked() }

        private func neverAsked<Value>() -> Value { fatalError("looking at the keyring hashes nothing") }
    }

    /// Rows that nobody asks for: the keys are elsewhere.
    private struct NoRows: Ports.SealedKeyStore {
        func sealedKeys() async throws(StoreFailure) -> SealedKeyring { throw StoreFailure(.failed) }
        func setSeal(_ seal: KeyringSeal) async throws(StoreFailure) -> KeyringSeal { throw StoreFailure(.failed) }
        func addSealed(
            _ key: SealedSigningKey, publicKey: JSONWebKey, under seal: KeyringSeal, beside others: Set<KeyID>?
        ) async throws(KeyStoreError) { throw .failed(StoreFailure(.failed)) }
        func endSealed(_ id: KeyID, at time: Timestamp) async throws(KeyStoreError) {
            throw .failed(StoreFailure(.failed))
        }
        func reseal(_ old: SealedKeyring, as new: SealedKeyring) async throws(KeyStoreError) {
            throw .failed(StoreFailure(.failed))
        }
    }

    @Test func `news of the keyring do not wait for a store that does not answer`() async throws {
        let (store, clock) = (InMemoryStore(), SystemClock())
        let maker = OpenSSLKeyMaker(digest: try OpenSSLDigest())
        let storage = ClientStorage(
            clients: store, revocations: store, usage: store, sealedKeys: NoRows(), audit: store, intake: store,
            changes: Silence(),
            hashCosts: store, service: nil,
            changeListener: { _ in nil }, connect: { _ in }, migrate: { 0 }, migrations: { [] },
            checkInitialized: {}, excessRights: { [] })
        let keyring = Keyring(
            keys: store, maker: maker, create: {},
            changeMark: { () async throws(StoreFailure) in
                let count = try await store.changeCount()
                return .database(count)
            }, warnings: { [] }, reseal: nil, isInStore: false, isSealed: false, description: "in memory")
        let keys = KeySnapshot(store: store, maker: maker, clock: clock)
        let refresher = Refresher(
            storage: storage, clients: RememberedClients(over: store, clock: clock, ttl: .seconds(300)),
            revocations: RememberedRevocations(over: store, clock: clock),
            decoys: StoredCostDecoys(over: Untouched(), digest: try OpenSSLDigest(), clock: clock), keyring: keyring,
            keys: keys, health: ServerHealth(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let generate = GenerateKey(keys: store, maker: maker, clock: clock, publishBeforeUse: 600)
        _ = try await generate(.es256)
        let running = Task { try await refresher.run() }
        for count in 2...3 {
            _ = try await generate(.es256)
            try await until("the new key", within: .effect) {
                (try? await keys.schedule().records.count) == count
            }
        }
        running.cancel()
        try await running.value
    }
}
