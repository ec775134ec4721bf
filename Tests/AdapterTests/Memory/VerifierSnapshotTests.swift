import SteelcutDomain
import SteelcutMemory
import Testing

@Suite struct VerifierSnapshotTests {
    let maker = MemoryKeyMaker()

    private func names(_ verifiers: [any Ports.SignatureVerifier]) -> [String?] { verifiers.map(\.keyID?.description) }

    @Test func `before a set came there are no keys`() async throws {
        let keys = VerifierSnapshot(maker: maker, retryAfter: 10)
        await #expect(throws: KeysUnavailable(retryAfter: 10)) { try await keys.verifiers(named: nil) }
        await #expect(throws: KeysUnavailable(retryAfter: 10)) {
            try await keys.verifiers(named: KeyID(parsing: "key 1"))
        }
    }

    @Test func `keys are found by name, and all of them without one`() async throws {
        let keys = VerifierSnapshot(maker: maker)
        let nameless = try JSONWebKey(.ed25519(x: [UInt8](repeating: 9, count: 32)), for: .edDSA, keyID: nil)
        #expect(
            keys.replace(
                with: JSONWebKeySet([try MemoryKeyMaker.publicKey(1), try MemoryKeyMaker.publicKey(2), nameless])) == 3)
        #expect(try await names(keys.verifiers(named: KeyID(parsing: "key 2"))) == ["key 2"])
        #expect(try await keys.verifiers(named: KeyID(parsing: "key 3")).isEmpty)
        #expect(try await names(keys.verifiers(named: nil)) == ["key 1", "key 2", nil])
        #expect(try keys.hasKey(named: #require(KeyID(parsing: "key 1"))))
        #expect(try !keys.hasKey(named: #require(KeyID(parsing: "key 3"))))
    }

    @Test func `a key that can't be used is left out`() async throws {
        let keys = VerifierSnapshot(maker: maker)
        let set = JSONWebKeySet([try MemoryKeyMaker.publicKey(0), try MemoryKeyMaker.publicKey(1)])
        #expect(keys.replace(with: set) == 1)
        #expect(try await names(keys.verifiers(named: nil)) == ["key 1"])
    }

    @Test func `a set takes the place of the one before, and parses only what is new`() async throws {
        let keys = VerifierSnapshot(maker: maker)
        keys.replace(with: JSONWebKeySet([try MemoryKeyMaker.publicKey(1), try MemoryKeyMaker.publicKey(2)]))
        keys.replace(with: JSONWebKeySet([try MemoryKeyMaker.publicKey(2), try MemoryKeyMaker.publicKey(3)]))
        #expect(maker.opened == ["key 1", "key 2", "key 3"])
        #expect(try await names(keys.verifiers(named: nil)) == ["key 2", "key 3"])
        #expect(try await keys.verifiers(named: KeyID(parsing: "key 1")).isEmpty)
    }

    @Test func `a name that another key bears now is that key's`() async throws {
        let keys = VerifierSnapshot(maker: maker)
        keys.replace(with: JSONWebKeySet([try MemoryKeyMaker.publicKey(1, named: "k")]))
        keys.replace(with: JSONWebKeySet([try MemoryKeyMaker.publicKey(2, named: "k")]))
        #expect(maker.opened == ["k", "k"])
        #expect(try await keys.verifiers(named: KeyID(parsing: "k")).count == 1)
    }

    @Test func `a set without a usable key leaves none`() async throws {
        let keys = VerifierSnapshot(maker: maker)
        keys.replace(with: JSONWebKeySet([try MemoryKeyMaker.publicKey(1)]))
        #expect(keys.replace(with: JSONWebKeySet([try MemoryKeyMaker.publicKey(0)])) == 0)
        await #expect(throws: KeysUnavailable(retryAfter: 1)) { try await keys.verifiers(named: nil) }
    }
}
