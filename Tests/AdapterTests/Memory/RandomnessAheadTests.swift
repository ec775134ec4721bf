import SteelcutDomain
import SteelcutMemory
import Synchronization
import Testing

@Suite struct RandomnessAheadTests {
    /// Counts upwards, so that a byte that comes twice is seen.
    private final class Counting: Ports.Randomness {
        let calls = Mutex<[Int]>([])
        private let next = Mutex<UInt32>(0)

        func bytes(_ count: Int) throws(RandomnessFailure) -> [UInt8] {
            calls.withLock { $0.append(count) }
            guard count > 0, count % 4 == 0 else { throw RandomnessFailure() }
            return next.withLock { next in
                (0..<count / 4).flatMap { _ -> [UInt8] in
                    next += 1
                    return (0..<4).map { UInt8(truncatingIfNeeded: next >> (8 * $0)) }
                }
            }
        }
    }

    private let inner = Counting()
    private var random: RandomnessAhead { RandomnessAhead(over: inner) }

    @Test func `each byte is given out once, and many are drawn at a time`() throws {
        let random = random
        let names = try (0..<1000).map { _ in try random.bytes(16) }
        #expect(Set(names).count == 1000)
        let words = names.flatMap { name in stride(from: 0, to: 16, by: 4).map { Array(name[$0..<$0 + 4]) } }
        #expect(Set(words).count == 4000)
        #expect(inner.calls.withLock { $0.count } == 16, "1,024 bytes are 64 names")
    }

    @Test func `many at once are asked of the generator, and what it refuses is refused`() throws {
        let random = random
        #expect(try random.bytes(1024).count == 1024)
        #expect(try random.bytes(4096).count == 4096)
        #expect(try random.bytes(0).isEmpty)
        #expect(throws: RandomnessFailure.self) { try random.bytes(-1) }
        #expect(inner.calls.withLock { $0.contains(4096) })
    }

    @Test func `those who ask at the same time get different ones`() async throws {
        let random = random
        let names = try await withThrowingTaskGroup(of: [[UInt8]].self) { group in
            for _ in 0..<8 { group.addTask { try (0..<500).map { _ in try random.bytes(16) } } }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(Set(names).count == 4000)
    }
}
