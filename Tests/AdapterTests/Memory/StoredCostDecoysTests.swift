import SteelcutDomain
import SteelcutOpenSSL
import Synchronization
import Testing

@testable import SteelcutMemory

@Suite struct StoredCostDecoysTests {
    /// Counts, and says what it is told to.
    final class Store: Ports.ChangeCounter, Ports.HashCosts {
        struct State {
            var count: Int64 = 0
            var shares = HashCostShares(key: [], clients: 0, shares: [])
            var failure: StoreFailure?
            var reads = 0
        }

        let state = Mutex(State())

        func changeCount() async throws(StoreFailure) -> Int64 { state.withLock { $0.count } }

        func hashCosts(at time: Timestamp) async throws(StoreFailure) -> HashCostShares {
            let (shares, failure) = state.withLock { state in
                state.reads += 1
                return (state.shares, state.failure)
            }
            if let failure { throw failure }
            return shares
        }
    }

    /// Decoys that say what they cost.
    struct Hasher: Ports.Hasher {
        func hash(_ secret: ClientSecret) async throws(HasherFailure) -> SecretHash { throw .unusableHash }
        func verify(_ check: SecretCheck) async throws(HasherFailure) -> Bool { false }
        func decoy(for presentedID: String) -> SecretHash { Memory.hash("not drawn") }
        func decoy(insteadOf hash: SecretHash?) -> SecretHash { hash ?? Memory.hash("today's") }
        func isOutdated(_ hash: SecretHash) -> Bool { false }
    }

    let clock = MemoryClock()
    let store = Store()
    let decoys: StoredCostDecoys

    init() { decoys = StoredCostDecoys(over: Hasher(), digest: MemoryDigest(), clock: clock) }

    /// The digest of these tests begins with the key, then the ID: the first eight bytes are the number drawn.
    func set(_ shares: [(String, Int)], of clients: Int, key: [UInt8] = []) {
        store.state.withLock { state in
            state.count += 1
            state.shares = HashCostShares(
                key: key, clients: clients,
                shares: shares.map { HashCostShares.Share(sample: Memory.hash($0), clients: $1) })
        }
    }

    /// The least ID and one from the upper half of what IDs can draw.
    func drawn() -> [SecretHash] {
        ["\u{0}", "\u{7F}"].map { decoys.decoy(for: String(repeating: $0, count: 8)) }
    }

    @Test func `as long as nothing costs more, and before anything is known, decoys cost what is new`() async throws {
        #expect(drawn() == [Memory.hash("today's"), Memory.hash("today's")])
        set([], of: 10)
        try await decoys.refresh(store, store)
        #expect(drawn() == [Memory.hash("today's"), Memory.hash("today's")])
    }

    @Test func `an ID draws a cost, and always the same`() async throws {
        set([("dear", 1)], of: 4)
        try await decoys.refresh(store, store)
        for _ in 1...3 { #expect(drawn() == [Memory.hash("dear"), Memory.hash("today's")]) }
        #expect(decoys.decoy(insteadOf: nil) == Memory.hash("today's"))
        #expect(decoys.decoy(insteadOf: Memory.hash("x")) == Memory.hash("x"))
        let other = StoredCostDecoys(over: Hasher(), digest: MemoryDigest(), clock: clock)
        try await other.refresh(store, store)
        #expect(other.decoy(for: "somebody") == decoys.decoy(for: "somebody"))
    }

    @Test func `the key says who draws what`() async throws {
        set([("dear", 1)], of: 4, key: Array(repeating: 0xFF, count: 8))
        try await decoys.refresh(store, store)
        #expect(drawn() == [Memory.hash("today's"), Memory.hash("today's")])
    }

    @Test func `shares are read again when something has changed, and not all the time`() async throws {
        set([], of: 1)
        try await decoys.refresh(store, store)
        set([("dear", 1)], of: 1)
        try await decoys.refresh(store, store)
        #expect(drawn()[0] == Memory.hash("today's"))
        clock.advance(by: .seconds(1))
        try await decoys.refresh(store, store)
        #expect(drawn()[0] == Memory.hash("dear"))
        for _ in 1...3 {
            clock.advance(by: .seconds(10))
            try await decoys.refresh(store, store)
        }
        #expect(store.state.withLock { $0.reads } == 2)
    }

    @Test func `a store that fails leaves the shares as they were`() async throws {
        set([("dear", 1)], of: 1)
        try await decoys.refresh(store, store)
        clock.advance(by: .seconds(2))
        set([], of: 1)
        store.state.withLock { $0.failure = StoreFailure(.unavailable) }
        await #expect(throws: StoreFailure.self) { try await decoys.refresh(store, store) }
        #expect(drawn()[0] == Memory.hash("dear"))
        store.state.withLock { $0.failure = nil }
        try await decoys.refresh(store, store)
        #expect(drawn()[0] == Memory.hash("today's"))
    }

    @Test func `what stands in front hands on every decoy`() throws {
        let inner = Hasher()
        let decorators: [any Ports.Hasher] = [
            HashRenewal(over: inner, clients: MemoryClientStore(), onNotPermitted: {}),
            FailureThrottle(over: inner, clock: clock),
            try RememberedSecrets(
                over: inner, digest: try OpenSSLDigest(), clock: clock, random: MemoryRandomness(), ttl: .seconds(1)),
        ]
        for decorator in decorators {
            #expect(decorator.decoy(insteadOf: Memory.hash("x")) == Memory.hash("x"))
            #expect(decorator.decoy(insteadOf: nil) == Memory.hash("today's"))
            #expect(decorator.decoy(for: "") == Memory.hash("not drawn"))
        }
    }
}
