import SteelcutDomain
import SteelcutMemory
import Synchronization
import Testing

@Suite struct KeySnapshotTests {
    let clock = MemoryClock()
    let store = MemoryKeyStore()
    let maker = MemoryKeyMaker()

    private func snapshot() -> KeySnapshot { KeySnapshot(store: store, maker: maker, clock: clock) }

    private func put(_ number: UInt8, signsIn seconds: Int = 0) throws {
        let key = try MemoryKeyMaker.key(number, signsFrom: clock.now().advanced(bySeconds: seconds))
        store.state.withLock { $0.keys.append(key) }
    }

    @Test func `before keys are read there are none`() async throws {
        let keys = snapshot()
        await #expect(throws: KeysUnavailable(retryAfter: 1)) { try await keys.activeSigner() }
        await #expect(throws: KeysUnavailable(retryAfter: 1)) { try await keys.schedule() }
        try await keys.refresh()
        await #expect(throws: KeysUnavailable(retryAfter: 1)) { try await keys.activeSigner() }
        await #expect(throws: KeysUnavailable(retryAfter: 1)) { try await keys.schedule() }
    }

    @Test func `the key that signs follows from time, without a refresh`() async throws {
        let keys = snapshot()
        try put(1)
        try put(2, signsIn: 600)
        try await keys.refresh()
        #expect(try await keys.activeSigner().keyID.description == "key 1")
        clock.advance(by: .seconds(599))
        #expect(try await keys.activeSigner().keyID.description == "key 1")
        clock.advance(by: .seconds(1))
        #expect(try await keys.activeSigner().keyID.description == "key 2")
        #expect(try await keys.schedule().records.map(\.keyID.description) == ["key 1", "key 2"])
        #expect(store.state.withLock { $0.reads } == 1)
    }

    @Test func `keys that all sign later are no keys to sign with yet`() async throws {
        let keys = snapshot()
        try put(1, signsIn: 1)
        try await keys.refresh()
        await #expect(throws: KeysUnavailable(retryAfter: 1)) { try await keys.activeSigner() }
        #expect(try await keys.schedule().records.count == 1)
    }

    @Test func `a private key is parsed once`() async throws {
        let keys = snapshot()
        try put(1)
        for _ in 0..<3 { try await keys.refresh() }
        #expect(maker.opened == ["key 1"])
        try put(2)
        try await keys.refresh()
        #expect(maker.opened == ["key 1", "key 2"])
    }

    @Test func `a refresh that fails keeps the last good snapshot`() async throws {
        let keys = snapshot()
        try put(1)
        try await keys.refresh()
        store.state.withLock { $0.failure = StoreFailure(.unavailable) }
        await #expect(throws: StoreFailure.self) { try await keys.refresh() }
        #expect(try await keys.activeSigner().keyID.description == "key 1")
        store.state.withLock { $0.failure = nil }
        try put(2)
        maker.defect.withLock { $0 = .malformed }
        await #expect { try await keys.refresh() } throws: { ($0 as? StoreFailure)?.code == .corrupt }
        #expect(try await keys.schedule().records.count == 1)
        maker.defect.withLock { $0 = nil }
        try await keys.refresh()
        #expect(try await keys.schedule().records.count == 2)
    }

    @Test func `a record with another key's public half is refused`() async throws {
        let keys = snapshot()
        let right = try MemoryKeyMaker.key(1, signsFrom: clock.now())
        store.state.withLock {
            $0.keys = [SigningKey(record: right.record, privateKey: PrivateKey(encoded: [2]))]
        }
        await #expect { try await keys.refresh() } throws: { ($0 as? StoreFailure)?.code == .corrupt }
        await #expect(throws: KeysUnavailable.self) { try await keys.activeSigner() }
    }

    @Test func `a key that is gone from the store signs no more`() async throws {
        let keys = snapshot()
        try put(1)
        try put(2)
        try await keys.refresh()
        store.state.withLock { _ = $0.keys.removeLast() }
        try await keys.refresh()
        #expect(try await keys.activeSigner().keyID.description == "key 1")
    }

    @Test func `a refresh that comes late doesn't bring old keys back`() async throws {
        let keys = snapshot()
        try put(1)
        store.gate.close()
        let late = Task.immediate { try await keys.refresh() }
        try put(2)
        store.gate.openForOthers()
        try await keys.refresh()
        #expect(try await keys.schedule().records.count == 2)
        store.gate.open()
        try await late.value
        #expect(try await keys.schedule().records.count == 2)
    }
}

final class MemoryKeyStore: Ports.KeyStore {
    struct State {
        var keys: [SigningKey] = []
        var failure: StoreFailure?
        var reads = 0
    }

    let state = Mutex(State())
    let gate = MemoryGate()

    func keys() async throws(StoreFailure) -> [SigningKey] {
        let state = state.withLock { state in
            state.reads += 1
            return state
        }
        await gate.pass()
        if let failure = state.failure { throw failure }
        return state.keys
    }

    func add(_ key: SigningKey, beside others: Set<KeyID>?) async throws(KeyStoreError) {
        state.withLock { $0.keys.append(key) }
    }
    func end(_ id: KeyID, at time: Timestamp) async throws(KeyStoreError) {}
}

/// Its private keys are one byte, and so is what tells its public ones apart.
final class MemoryKeyMaker: Ports.KeyMaker, Ports.VerifierMaker {
    struct Signer: Ports.Signer {
        let keyID: KeyID
        var algorithm: SignatureAlgorithm { .edDSA }
        func signature(for message: [UInt8]) -> [UInt8] { message }
    }

    struct Verifier: Ports.SignatureVerifier {
        let keyID: KeyID?
        let algorithm: SignatureAlgorithm
        func isValid(_ signature: [UInt8], for message: [UInt8]) -> Bool { signature == message }
    }

    let defect = Mutex<KeyDefect?>(nil)
    private let names = Mutex<[String]>([])
    var opened: [String] { names.withLock { $0 } }

    static func publicKey(_ number: UInt8, named name: String? = nil) throws(KeyDefect) -> JSONWebKey {
        try JSONWebKey(
            .ed25519(x: [UInt8](repeating: number, count: 32)), for: .edDSA,
            keyID: KeyID(parsing: name ?? "key \(number)"))
    }

    static func key(_ number: UInt8, signsFrom: Timestamp) throws -> SigningKey {
        guard
            let record = SigningKeyRecord(
                publicKey: try publicKey(number), created: signsFrom, signsFrom: signsFrom)
        else { throw KeyDefect.malformed }
        return SigningKey(record: record, privateKey: PrivateKey(encoded: [number]))
    }

    func makeKey(for algorithm: SignatureAlgorithm) throws(KeyDefect) -> PrivateKey { PrivateKey(encoded: [0]) }

    func publicKey(of key: PrivateKey, for algorithm: SignatureAlgorithm) throws(KeyDefect) -> JSONWebKey {
        if let defect = defect.withLock({ $0 }) { throw defect }
        return try Self.publicKey(key.withBytes { $0.first ?? 0 })
    }

    func signer(for key: PrivateKey, algorithm: SignatureAlgorithm) throws(KeyDefect) -> any Ports.Signer {
        guard let name = try Self.publicKey(key.withBytes { $0.first ?? 0 }).keyID else { throw .malformed }
        names.withLock { $0.append(name.description) }
        return Signer(keyID: name)
    }

    func verifier(for key: JSONWebKey) throws(KeyDefect) -> any Ports.SignatureVerifier {
        if case .ed25519(let x) = key.material, x.first == 0 { throw .offCurve }
        names.withLock { $0.append(key.keyID?.description ?? "") }
        return Verifier(keyID: key.keyID, algorithm: key.algorithm)
    }
}
