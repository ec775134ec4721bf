import SteelcutDomain
import SteelcutMemory
import SteelcutOpenSSL
import Synchronization
import Testing

@Suite struct NotedUsesTests {
    let hasher = MemoryHasher()
    let log = MemoryUsageLog()
    let clock = MemoryClock()

    private func uses(capacity: Int = 100) -> NotedUses {
        NotedUses(over: hasher, log: log, clock: clock, capacity: capacity)
    }

    private func use(_ client: String, _ uses: NotedUses) async throws {
        let check = SecretCheck(
            presentedID: client, secret: ClientSecret(presented: "right"), hash: Memory.hash("right"), lane: .named,
            owner: Memory.owner(client))
        #expect(try await uses.verify(check))
    }

    private func usage(_ count: Int, from first: Int = 0, to last: Int = 0) -> SecretUsage {
        let start = MemoryClock().now()
        return SecretUsage(
            count: count, first: start.advanced(bySeconds: first), last: start.advanced(bySeconds: last))
    }

    @Test func `uses are counted and noted once for each secret, with the first and the last moment`() async throws {
        let uses = uses()
        for client in ["a", "b", "a"] {
            try await use(client, uses)
            clock.advance(by: .seconds(10))
        }
        #expect(log.calls.isEmpty, "a request writes nothing")
        try await uses.flush()
        #expect(log.calls == [[Memory.owner("a"): usage(2, to: 20), Memory.owner("b"): usage(1, from: 10, to: 10)]])
        try await uses.flush()
        #expect(log.calls.count == 1, "nothing is noted twice, and nothing written for nothing")
        try await use("a", uses)
        try await uses.flush()
        #expect(log.calls.last == [Memory.owner("a"): usage(1, from: 30, to: 30)])
    }

    @Test func `what is no use of a stored secret is not counted`() async throws {
        let uses = uses()
        #expect(try await !uses.verify(Memory.check("wrong")))
        #expect(try await uses.verify(Memory.check("right", isStored: false)))
        hasher.state.withLock { $0.failure = .saturated(retryAfter: 1) }
        await #expect(throws: HasherFailure.saturated(retryAfter: 1)) { try await uses.verify(Memory.check("right")) }
        #expect(uses.count == 0)
    }

    @Test func `a remembered secret counts, and so does one that shares a run`() async throws {
        let remembered = try RememberedSecrets(
            over: hasher, digest: try OpenSSLDigest(), clock: clock, random: MemoryRandomness(), ttl: .seconds(300))
        let uses = NotedUses(over: remembered, log: log, clock: clock)
        for _ in 1...5 { #expect(try await uses.verify(Memory.check("right"))) }
        #expect(hasher.verified == 1)
        try await uses.flush()
        #expect(log.calls == [[Memory.owner(): usage(5)]])
    }

    @Test func `what the log does not take is kept, and adds up with what comes`() async throws {
        let uses = uses()
        try await use("a", uses)
        log.fail(with: StoreFailure(.unavailable))
        await #expect(throws: StoreFailure.self) { try await uses.flush() }
        clock.advance(by: .seconds(60))
        try await use("a", uses)
        log.fail(with: nil)
        try await uses.flush()
        #expect(log.calls == [[Memory.owner("a"): usage(2, to: 60)]])
        #expect(uses.takeMissed() == 0)
    }

    @Test func `what is used while a flush fails is not lost`() async throws {
        let uses = uses()
        try await use("a", uses)
        log.fail(with: StoreFailure(.unavailable))
        log.gate.close()
        let flushing = Task { try? await uses.flush() }
        try await Memory.eventually { log.asked == 1 }
        try await use("a", uses)
        try await use("b", uses)
        log.gate.open()
        await flushing.value
        log.fail(with: nil)
        try await uses.flush()
        #expect(log.calls == [[Memory.owner("a"): usage(2), Memory.owner("b"): usage(1)]])
    }

    @Test func `many are noted in batches, and those of a batch that fails are kept`() async throws {
        let uses = uses(capacity: 2000)
        for number in 0..<1200 { try await use("client-\(number)", uses) }
        log.failAfter(1)
        await #expect(throws: StoreFailure.self) { try await uses.flush() }
        #expect(log.calls.map(\.count) == [500])
        #expect(uses.count == 700)
        log.fail(with: nil)
        try await uses.flush()
        #expect(log.calls.map(\.count) == [500, 500, 200])
        #expect(Set(log.calls.flatMap(\.keys)).count == 1200)
    }

    @Test func `memory is bounded: further secrets are missed, those counted already are not`() async throws {
        let uses = uses(capacity: 3)
        for client in ["a", "b", "c", "d", "a", "e", "d"] { try await use(client, uses) }
        #expect(uses.count == 3)
        #expect(uses.takeMissed() == 3)
        #expect(uses.takeMissed() == 0)
        try await uses.flush()
        #expect(log.calls.first?[Memory.owner("a")]?.count == 2)
        try await use("d", uses)
        #expect(uses.count == 1)
    }

    @Test func `of uses at once none is lost`() async throws {
        let uses = uses()
        await withTaskGroup(of: Void.self) { group in
            for _ in 1...8 {
                group.addTask {
                    for _ in 1...200 { _ = try? await uses.verify(Memory.check("right")) }
                }
            }
            group.addTask { for _ in 1...20 { try? await uses.flush() } }
        }
        try await uses.flush()
        #expect(log.calls.compactMap { $0[Memory.owner()]?.count }.reduce(0, +) == 1600)
    }

    @Test func `all else is the hasher's behind it`() async throws {
        let uses = uses()
        hasher.state.withLock { $0.outdated = [Memory.hash("old")] }
        #expect(uses.isOutdated(Memory.hash("old")) && !uses.isOutdated(Memory.hash("new")))
        #expect(uses.decoy(for: "x") == hasher.decoy(for: "x"))
        #expect(uses.decoy(insteadOf: Memory.hash("old")) == hasher.decoy(insteadOf: Memory.hash("old")))
        #expect(try await uses.hash(ClientSecret(presented: "s")) == Memory.hash("s'"))
    }
}

/// What it was given to note, call by call; it waits where a test wants it to, and fails when told to.
final class MemoryUsageLog: Ports.UsageLog {
    private struct State {
        var calls: [[SecretCheck.Owner: SecretUsage]] = []
        var asked = 0
        var failure: StoreFailure?
        var callsUntilFailure: Int?
    }

    private let state = Mutex(State())
    let gate = MemoryGate()

    var calls: [[SecretCheck.Owner: SecretUsage]] { state.withLock { $0.calls } }
    var asked: Int { state.withLock { $0.asked } }

    /// From now on every call fails like this; `nil`: none does.
    func fail(with failure: StoreFailure?) {
        state.withLock { state in
            state.failure = failure
            state.callsUntilFailure = nil
        }
    }

    /// So many more calls succeed.
    func failAfter(_ calls: Int) { state.withLock { $0.callsUntilFailure = calls } }

    func note(_ uses: [SecretCheck.Owner: SecretUsage]) async throws(StoreFailure) {
        let failure = state.withLock { state -> StoreFailure? in
            state.asked += 1
            if let left = state.callsUntilFailure {
                guard left > 0 else { return StoreFailure(.unknownOutcome) }
                state.callsUntilFailure = left - 1
            }
            return state.failure
        }
        await gate.pass()
        if let failure { throw failure }
        state.withLock { $0.calls.append(uses) }
    }

    func usage(ofSecretsOf id: ClientID) async throws(StoreFailure) -> [String: SecretUsage] { [:] }
}
