import Dispatch
import SteelcutBlocking
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(2))) struct BlockingTests {
    /// Says on which thread it is, and whether something else ran in between.
    private actor Counter {
        private let executor = BlockingExecutor(label: "steelcut.test")
        nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }
        private(set) var value = 0

        func add(blockingOn semaphore: DispatchSemaphore? = nil) {
            let before = value
            semaphore?.wait()
            value = before + 1
        }
    }

    /// What work says of itself from its threads.
    private final class Tally: Sendable {
        private let state = Mutex((running: 0, most: 0, notes: [Int]()))
        var most: Int { state.withLock { $0.most } }
        var notes: [Int] { state.withLock { $0.notes } }

        func begin() {
            state.withLock {
                $0.running += 1
                $0.most = max($0.most, $0.running)
            }
        }
        func end() { state.withLock { $0.running -= 1 } }
        func note(_ number: Int) { state.withLock { $0.notes.append(number) } }
    }

    @Test func `an actor on its own queue runs one job at a time`() async {
        let counter = Counter()
        await withTaskGroup { group in
            for _ in 0..<200 { group.addTask { await counter.add() } }
        }
        #expect(await counter.value == 200)
    }

    @Test func `actors that block hold up nobody else, however many`() async {
        let semaphore = DispatchSemaphore(value: 0)
        let counters = (0..<16).map { _ in Counter() }
        let blocked = counters.map { counter in Task { await counter.add(blockingOn: semaphore) } }
        let free = Counter()
        await free.add()
        #expect(await free.value == 1)
        for _ in counters { semaphore.signal() }
        for task in blocked { await task.value }
    }

    @Test func `work returns its value`() async throws {
        let pool = BlockingPool(label: "steelcut.test", threads: 2, queueLimit: 0)
        #expect(try await pool.run { 6 * 7 } == 42)
    }

    @Test(arguments: [(1, 0), (1, 2), (3, 0), (2, 5)])
    func `as much runs as there are threads, as much waits as may, and the rest is refused at once`(
        threads: Int, queueLimit: Int
    ) async throws {
        let pool = BlockingPool(label: "steelcut.test", threads: threads, queueLimit: queueLimit)
        let semaphore = DispatchSemaphore(value: 0)
        let tally = Tally()
        try await confirmation(expectedCount: threads + queueLimit) { confirm in
            // An immediate task has its place, or its refusal, when this call returns.
            let accepted = (0..<threads + queueLimit).map { _ in
                Task.immediate {
                    try await pool.run {
                        tally.begin()
                        semaphore.wait()
                        tally.end()
                        confirm()
                    }
                }
            }
            for _ in 0..<3 {
                await #expect(throws: BlockingPool.Saturated.self) { try await pool.run {} }
            }
            try await Memory.eventually { tally.most == threads }
            for _ in accepted { semaphore.signal() }
            for task in accepted { try await task.value }
        }
        #expect(tally.most == threads)
        #expect(try await pool.run { true }, "a thread that is done is free again")
    }

    @Test func `what waits runs in its order`() async throws {
        let pool = BlockingPool(label: "steelcut.test", threads: 1, queueLimit: 10)
        let semaphore = DispatchSemaphore(value: 0)
        let tally = Tally()
        let first = Task.immediate { try await pool.run { semaphore.wait() } }
        let rest = (0..<10).map { number in
            Task.immediate { try await pool.run { tally.note(number) } }
        }
        semaphore.signal()
        try await first.value
        for task in rest { try await task.value }
        #expect(tally.notes == Array(0..<10))
    }

    @Test func `a caller that is cancelled frees no place while its work runs`() async throws {
        let pool = BlockingPool(label: "steelcut.test", threads: 1, queueLimit: 0)
        let semaphore = DispatchSemaphore(value: 0)
        let task = Task.immediate { try await pool.run { semaphore.wait() } }
        task.cancel()
        await #expect(throws: BlockingPool.Saturated.self) { try await pool.run {} }
        semaphore.signal()
        try await task.value
    }

    @Test func `a pool that is busy leaves the cooperative pool alone`() async throws {
        let pool = BlockingPool(label: "steelcut.test", threads: 16, queueLimit: 0)
        let semaphore = DispatchSemaphore(value: 0)
        let blocked = (0..<16).map { _ in Task.immediate { try await pool.run { semaphore.wait() } } }
        let sum = await withTaskGroup(of: Int.self) { group in
            for number in 0..<100 { group.addTask { number } }
            return await group.reduce(0, +)
        }
        #expect(sum == 4950)
        for _ in blocked { semaphore.signal() }
        for task in blocked { try await task.value }
    }
}
