import SteelcutDomain
import SteelcutMemory
import Synchronization
import Testing

@Suite struct HashRenewalTests {
    let hasher = MemoryHasher()
    let store = MemoryClientStore()
    let refusals = MemoryCount()

    private func renewal() -> HashRenewal {
        hasher.state.withLock { $0.outdated = [Memory.hash("right")] }
        let refusals = refusals
        return HashRenewal(over: hasher, clients: store) { refusals.add() }
    }

    private func running(_ renewal: HashRenewal, _ body: () async throws -> Void) async throws {
        let task = Task { await renewal.run() }
        defer { task.cancel() }
        try await body()
        task.cancel()
        await task.value
    }

    @Test func `an outdated hash is replaced once its secret was right`() async throws {
        let renewal = renewal()
        try await running(renewal) {
            #expect(try await renewal.verify(Memory.check("right")))
            try await Memory.eventually { store.replaced.count == 1 }
        }
        #expect(store.replaced.first == MemoryClientStore.Replacement(Memory.owner(), "$right", "$right'"))
    }

    @Test func `nothing else is renewed`() async throws {
        let renewal = renewal()
        hasher.state.withLock { _ = $0.outdated.insert(Memory.hash("other")) }
        try await running(renewal) {
            #expect(try await !renewal.verify(Memory.check("wrong")))
            #expect(try await renewal.verify(Memory.check("fresh", against: "fresh")))
            #expect(try await renewal.verify(Memory.check("right", isStored: false)))
            // What is queued is taken in its order: when this one is done, all of the above would be.
            #expect(try await renewal.verify(Memory.check("other", against: "other")))
            try await Memory.eventually { store.replaced.count == 1 }
        }
        #expect(store.replaced.map(\.old) == ["$other"])
        #expect(hasher.hashed == 1)
    }

    @Test func `a secret is queued once, and again after a failure`() async throws {
        let renewal = renewal()
        store.state.withLock { $0.failure = StoreFailure(.unavailable) }
        for _ in 0..<10 { #expect(try await renewal.verify(Memory.check("right"))) }
        #expect(hasher.hashed == 0, "the request waits for nothing")
        try await running(renewal) {
            try await Memory.eventually { hasher.hashed == 1 }
            store.state.withLock { $0.failure = nil }
            try await Memory.eventually {
                _ = try? await renewal.verify(Memory.check("right"))
                return !store.replaced.isEmpty
            }
        }
        #expect(refusals.value == 0)
    }

    @Test func `a role that may not write is asked once`() async throws {
        let renewal = renewal()
        hasher.state.withLock { $0.outdated = [Memory.hash("a"), Memory.hash("b")] }
        store.state.withLock { $0.failure = StoreFailure(.notPermitted) }
        for name in ["a", "b"] {
            let check = SecretCheck(
                presentedID: name, secret: ClientSecret(presented: name), hash: Memory.hash(name), lane: .named,
                owner: Memory.owner(name))
            #expect(try await renewal.verify(check))
        }
        try await running(renewal) {
            try await Memory.eventually { refusals.value == 1 }
            #expect(try await renewal.verify(Memory.check("a", against: "a")))
        }
        #expect(refusals.value == 1)
        #expect(hasher.hashed == 1)
    }

    @Test func `what finds the queue full is left for another time`() async throws {
        let renewal = renewal()
        for number in 0..<100 {
            let check = SecretCheck(
                presentedID: "client", secret: ClientSecret(presented: "right"), hash: Memory.hash("right"),
                lane: .named, owner: Memory.owner("client-\(number)"))
            #expect(try await renewal.verify(check))
        }
        try await running(renewal) { try await Memory.eventually { store.replaced.count == 64 } }
        #expect(store.replaced.count == 64)
    }

    @Test func `it ends with its task`() async {
        let renewal = renewal()
        let task = Task { await renewal.run() }
        task.cancel()
        await task.value
    }
}

/// A number that several tasks raise.
final class MemoryCount: Sendable {
    private let count = Mutex(0)
    var value: Int { count.withLock { $0 } }
    func add() { count.withLock { $0 += 1 } }
}
