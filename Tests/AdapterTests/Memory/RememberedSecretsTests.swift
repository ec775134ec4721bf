import SteelcutDomain
import SteelcutMemory
import SteelcutOpenSSL
import Synchronization
import Testing

@Suite struct RememberedSecretsTests {
    let clock = MemoryClock()
    let hasher = MemoryHasher()

    private func remembered(
        ttl: Duration = .seconds(300), capacity: Int = 100,
        sharedFailure: @escaping RememberedSecrets.SharedFailure = { _ in }
    ) throws -> RememberedSecrets {
        try RememberedSecrets(
            over: hasher, digest: try OpenSSLDigest(), clock: clock, random: MemoryRandomness(), ttl: ttl,
            capacity: capacity, sharedFailure: sharedFailure)
    }

    @Test func `a right secret is hashed once`() async throws {
        let remembered = try remembered()
        for _ in 0..<5 { #expect(try await remembered.verify(Memory.check("right"))) }
        #expect(hasher.verified == 1)
        #expect(remembered.count == 1)
    }

    @Test(arguments: [(-1, 1), (0, 2), (1, 2)])
    func `it is remembered until its time is over`(offset: Int, runs: Int) async throws {
        let remembered = try remembered()
        #expect(try await remembered.verify(Memory.check("right")))
        clock.advance(by: .seconds(300 + offset))
        #expect(try await remembered.verify(Memory.check("right")))
        #expect(hasher.verified == runs)
    }

    @Test(arguments: [(-1, 1), (0, 2), (1, 2)])
    func `the time counts from the last use`(offset: Int, runs: Int) async throws {
        let remembered = try remembered()
        #expect(try await remembered.verify(Memory.check("right")))
        for _ in 0..<10 {
            clock.advance(by: .seconds(200))
            #expect(try await remembered.verify(Memory.check("right")))
        }
        #expect(hasher.verified == 1)
        clock.advance(by: .seconds(300 + offset))
        #expect(try await remembered.verify(Memory.check("right")))
        #expect(hasher.verified == runs)
    }

    @Test func `a changed hash misses by itself`() async throws {
        let remembered = try remembered()
        #expect(try await remembered.verify(Memory.check("right")))
        #expect(try await !remembered.verify(Memory.check("right", against: "changed")))
        #expect(hasher.verified == 2)
    }

    @Test func `another secret is not the one remembered, wherever hash and secret meet`() async throws {
        let remembered = try remembered()
        #expect(try await remembered.verify(Memory.check("right")))
        #expect(try await !remembered.verify(Memory.check("Right")))
        #expect(try await !remembered.verify(Memory.check("tright", against: "righ")))
        #expect(try await !remembered.verify(Memory.check("ight", against: "rightr")))
        #expect(hasher.verified == 4)
    }

    @Test func `a wrong secret is never remembered`() async throws {
        let remembered = try remembered()
        for _ in 0..<3 { #expect(try await !remembered.verify(Memory.check("wrong"))) }
        #expect(hasher.verified == 3)
        #expect(remembered.count == 0)
    }

    @Test func `a check without a stored secret is never remembered, whatever it says`() async throws {
        let remembered = try remembered()
        for _ in 0..<3 { #expect(try await remembered.verify(Memory.check("right", isStored: false))) }
        #expect(hasher.verified == 3)
        #expect(remembered.count == 0)
    }

    @Test func `a failure is not remembered`() async throws {
        let remembered = try remembered()
        hasher.state.withLock { $0.failure = .saturated(retryAfter: 1) }
        await #expect(throws: HasherFailure.saturated(retryAfter: 1)) {
            try await remembered.verify(Memory.check("right"))
        }
        hasher.state.withLock { $0.failure = nil }
        #expect(try await remembered.verify(Memory.check("right")))
    }

    @Test func `zero seconds turn memory off`() async throws {
        let remembered = try remembered(ttl: .zero)
        for _ in 0..<3 { #expect(try await remembered.verify(Memory.check("right"))) }
        #expect(hasher.verified == 3)
        #expect(remembered.count == 0)
    }

    @Test func `it holds so many, and forgets the one unused for longest`() async throws {
        let remembered = try remembered(capacity: 3)
        for name in ["a", "b", "c", "a", "d"] {
            #expect(try await remembered.verify(Memory.check(name, against: name)))
        }
        #expect(remembered.count == 3)
        #expect(hasher.verified == 4)
        #expect(try await remembered.verify(Memory.check("a", against: "a")))
        #expect(hasher.verified == 4)
        #expect(try await remembered.verify(Memory.check("b", against: "b")))
        #expect(hasher.verified == 5)
    }

    @Test func `what has ended makes room before the capacity is reached`() async throws {
        let remembered = try remembered()
        for number in 0..<50 { _ = try await remembered.verify(Memory.check("\(number)", against: "\(number)")) }
        clock.advance(by: .seconds(300))
        for number in 50..<75 { _ = try await remembered.verify(Memory.check("\(number)", against: "\(number)")) }
        #expect(remembered.count == 25)
    }

    @Test(arguments: [true, false])
    func `equal checks under way share one run`(isRight: Bool) async throws {
        let remembered = try remembered()
        hasher.gate.close()
        // An immediate task waits in the run when this call returns.
        let checks = (0..<50).map { _ in
            Task.immediate { try await remembered.verify(Memory.check(isRight ? "right" : "wrong")) }
        }
        #expect(hasher.verified == 1)
        hasher.gate.open()
        for check in checks { #expect(try await check.value == isRight) }
        #expect(hasher.verified == 1)
    }

    @Test func `what fails fails for all who share the run`() async throws {
        let remembered = try remembered()
        hasher.state.withLock { $0.failure = .throttled(retryAfter: 7) }
        hasher.gate.close()
        let checks = (0..<10).map { _ in Task.immediate { try await remembered.verify(Memory.check("right")) } }
        hasher.gate.open()
        for check in checks {
            await #expect(throws: HasherFailure.throttled(retryAfter: 7)) { try await check.value }
        }
        #expect(hasher.verified == 1)
    }

    @Test func `others don't share a run`() async throws {
        let remembered = try remembered()
        hasher.gate.close()
        let checks = [
            Memory.check("wrong"), Memory.check("Wrong"), Memory.check("wrong", against: "other"),
            Memory.check("wrong", id: "somebody else"), Memory.check("wrong", lane: .named),
        ].map { check in Task.immediate { try await remembered.verify(check) } }
        #expect(hasher.verified == 5)
        hasher.gate.open()
        for check in checks { #expect(try await !check.value) }
    }

    @Test func `one who stops waiting takes nothing from the others`() async throws {
        let remembered = try remembered()
        hasher.gate.close()
        let checks = (0..<4).map { _ in Task.immediate { try await remembered.verify(Memory.check("right")) } }
        for check in checks.prefix(2) { check.cancel() }
        hasher.gate.open()
        for check in checks { #expect(try await check.value) }
        #expect(hasher.verified == 1)
    }

    @Test func `a shared failure counts for each`() async throws {
        let throttle = FailureThrottle(over: hasher, clock: clock, failuresPerMinute: 3)
        let remembered = try RememberedSecrets(
            over: throttle, digest: try OpenSSLDigest(), clock: clock, random: MemoryRandomness(), ttl: .seconds(300),
            sharedFailure: throttle.countFailure)
        hasher.gate.close()
        let checks = (0..<10).map { _ in Task.immediate { try await remembered.verify(Memory.check("wrong")) } }
        hasher.gate.open()
        var wrong = 0
        for check in checks {
            do throws(any Error) {
                #expect(try await !check.value)
                wrong += 1
            } catch { #expect(error as? HasherFailure == .throttled(retryAfter: 60)) }
        }
        #expect(wrong == 3)
        #expect(hasher.verified == 1)
    }

    @Test func `the answer for a remembered secret doesn't suspend`() async throws {
        let remembered = try remembered()
        #expect(try await remembered.verify(Memory.check("right")))
        let done = MemoryCount()
        let task = Task.immediate {
            _ = try await remembered.verify(Memory.check("right"))
            done.add()
        }
        #expect(done.value == 1)
        try await task.value
    }

    @Test func `without random bytes nothing is remembered`() throws {
        #expect(throws: RandomnessFailure()) {
            try RememberedSecrets(
                over: hasher, digest: try OpenSSLDigest(), clock: clock, random: MemoryNoRandomness(), ttl: .seconds(1))
        }
    }

    @Test func `the rest is the business of the hasher behind`() async throws {
        let remembered = try remembered()
        hasher.state.withLock { $0.outdated = [Memory.hash("old")] }
        #expect(remembered.decoy(for: "") == hasher.decoy(for: ""))
        #expect(remembered.isOutdated(Memory.hash("old")) && !remembered.isOutdated(Memory.hash("new")))
        #expect(try await remembered.hash(ClientSecret(presented: "x")) == Memory.hash("x'"))
    }
}
