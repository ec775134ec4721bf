import CAllocationCounter

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// One thing that is done again and again, and how many allocations it may take.
struct Operation {
    let name: String
    let most: Int
    let body: () async throws -> Void

    init(_ name: String, most: Int, _ body: @escaping () async throws -> Void) {
        self.name = name
        self.most = most
        self.body = body
    }

    /// What doing it costs.
    struct Cost {
        let nanoseconds: Double
        let allocations: Double
    }

    /// The least of several rounds, in processor time: what disturbs a round only makes it longer.
    func cost(rounds: Int = 5, repetitions: Int = 2000) async throws -> Cost {
        for _ in 0..<200 { try await body() }
        var nanoseconds = Double.infinity
        var allocations = Double.infinity
        for _ in 0..<rounds {
            let before = steelcut_allocations()
            let start = clock()
            for _ in 0..<repetitions { try await body() }
            let taken = Double(clock() - start) / Double(CLOCKS_PER_SEC) * 1e9
            nanoseconds = min(nanoseconds, taken / Double(repetitions))
            allocations = min(allocations, Double(steelcut_allocations() - before) / Double(repetitions))
        }
        return Cost(nanoseconds: nanoseconds, allocations: allocations)
    }
}
