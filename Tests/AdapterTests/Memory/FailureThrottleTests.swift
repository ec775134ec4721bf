import SteelcutDomain
import SteelcutMemory
import Synchronization
import Testing

@Suite struct FailureThrottleTests {
    let clock = MemoryClock()
    let hasher = MemoryHasher()

    private func throttle(_ limit: Int = 3, capacity: Int = 100) -> FailureThrottle {
        FailureThrottle(over: hasher, clock: clock, failuresPerMinute: limit, capacity: capacity)
    }

    private func fail(_ throttle: FailureThrottle, _ times: Int, id: String = "client") async throws {
        for _ in 0..<times { #expect(try await !throttle.verify(Memory.check("wrong", id: id))) }
    }

    private func isThrottled(_ throttle: FailureThrottle, for seconds: Int, id: String = "client") async {
        let before = hasher.verified
        await #expect(throws: HasherFailure.throttled(retryAfter: seconds)) {
            try await throttle.verify(Memory.check("right", id: id))
        }
        #expect(hasher.verified == before, "it was not looked at")
    }

    @Test(arguments: [true, false])
    func `so many failures are looked at, the next check isn't, known client or not`(isStored: Bool) async throws {
        let throttle = throttle(20)
        for _ in 0..<20 { #expect(try await !throttle.verify(Memory.check("wrong", isStored: isStored))) }
        await isThrottled(throttle, for: 60)
    }

    @Test(arguments: [
        (Duration.zero, 60), (.milliseconds(1), 60), (.seconds(1), 59), (.milliseconds(1_500), 59), (.seconds(59), 1),
        (.milliseconds(59_999), 1),
    ])
    func `it says when the first failure is a minute old`(elapsed: Duration, seconds: Int) async throws {
        let throttle = throttle()
        try await fail(throttle, 3)
        clock.advance(by: elapsed)
        await isThrottled(throttle, for: seconds)
    }

    @Test func `after a minute it looks again`() async throws {
        let throttle = throttle()
        try await fail(throttle, 3)
        clock.advance(by: .seconds(60))
        #expect(try await throttle.verify(Memory.check("right")))
    }

    @Test func `no 60 seconds hold more failures than allowed`() async throws {
        let throttle = throttle()
        try await fail(throttle, 1)
        clock.advance(by: .seconds(50))
        try await fail(throttle, 2)
        await isThrottled(throttle, for: 10)
        clock.advance(by: .seconds(10))
        try await fail(throttle, 1)
        await isThrottled(throttle, for: 50)
    }

    @Test func `each ID fails for itself, by its bytes`() async throws {
        let throttle = throttle()
        try await fail(throttle, 3, id: "\u{212A}")
        await isThrottled(throttle, for: 60, id: "\u{212A}")
        #expect(try await throttle.verify(Memory.check("right", id: "K")))
    }

    @Test func `success costs nothing`() async throws {
        let throttle = throttle()
        for _ in 0..<100 { #expect(try await throttle.verify(Memory.check("right"))) }
        #expect(throttle.count == 0)
    }

    @Test func `what was not looked at costs nothing`() async throws {
        let throttle = throttle()
        hasher.state.withLock { $0.failure = .saturated(retryAfter: 1) }
        for _ in 0..<10 {
            await #expect(throws: HasherFailure.saturated(retryAfter: 1)) {
                try await throttle.verify(Memory.check("wrong"))
            }
        }
        #expect(throttle.count == 0)
    }

    @Test func `a check that names its secret is neither counted nor refused`() async throws {
        let throttle = throttle()
        for _ in 0..<10 { #expect(try await !throttle.verify(Memory.check("wrong", lane: .named))) }
        try throttle.countFailure(of: Memory.check("wrong", lane: .named))
        #expect(throttle.count == 0)
        try await fail(throttle, 3)
        await isThrottled(throttle, for: 60)
        #expect(try await throttle.verify(Memory.check("right", lane: .named)))
    }

    @Test func `checks at the same time don't slip past together`() async throws {
        let throttle = throttle(5)
        hasher.gate.close()
        let checks = (0..<50).map { _ in Task.immediate { try await throttle.verify(Memory.check("wrong")) } }
        #expect(hasher.verified == 5)
        hasher.gate.open()
        var refused = 0
        for check in checks {
            do throws(any Error) {
                #expect(try await !check.value)
            } catch {
                #expect(error as? HasherFailure == .throttled(retryAfter: 1))
                refused += 1
            }
        }
        #expect(refused == 45)
        await isThrottled(throttle, for: 60)
    }

    @Test func `places of checks that succeed are free again`() async throws {
        let throttle = throttle(2)
        hasher.gate.close()
        let checks = (0..<2).map { _ in Task.immediate { try await throttle.verify(Memory.check("right")) } }
        await isThrottled(throttle, for: 1)
        hasher.gate.open()
        for check in checks { #expect(try await check.value) }
        try await fail(throttle, 2)
        await isThrottled(throttle, for: 60)
    }

    @Test func `it remembers so many IDs, those that asked last`() async throws {
        let throttle = throttle(1, capacity: 10)
        for number in 0..<15 { try await fail(throttle, 1, id: "client \(number)") }
        #expect(throttle.count == 10)
        await isThrottled(throttle, for: 60, id: "client 14")
        await isThrottled(throttle, for: 60, id: "client 5")
        try await fail(throttle, 1, id: "client 4")
    }

    @Test func `an ID is forgotten once its minute is over`() async throws {
        let throttle = throttle()
        for number in 0..<20 { try await fail(throttle, 1, id: "client \(number)") }
        clock.advance(by: .seconds(60))
        for number in 20..<30 { try await fail(throttle, 1, id: "client \(number)") }
        #expect(throttle.count == 10)
    }

    @Test func `an ID that is forgotten while it is checked comes to no harm`() async throws {
        let throttle = throttle(1, capacity: 1)
        hasher.gate.close()
        let checks = ["a", "b", "c"].map { id in
            Task.immediate { try await throttle.verify(Memory.check("wrong", id: id)) }
        }
        hasher.gate.open()
        for check in checks { #expect(try await !check.value) }
        #expect(throttle.count == 1)
    }
}
