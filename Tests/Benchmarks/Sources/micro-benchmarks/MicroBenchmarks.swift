import CAllocationCounter

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Times the parts of a request and counts their allocations; ends with 1 where one takes more than it may.
///
/// usage: micro-benchmarks [WORD [REPETITIONS]]; with a word only what has it in its name, for a profiler to look at.
@main
enum MicroBenchmarks {
    static func main() async throws {
        // How often OpenSSL allocates differs from one of its versions to the next.
        guard steelcut_leave_openssl_out() == 1 else { throw Fixture.Missing() }
        var failed = false
        let word = CommandLine.arguments.dropFirst().first
        let repetitions = CommandLine.arguments.dropFirst(2).first.flatMap { Int($0) } ?? 2000
        for operation in try await Fixture().operations() where word.map(operation.name.contains) ?? true {
            let cost = try await operation.cost(repetitions: repetitions)
            let isTooMany = cost.allocations > Double(operation.most) + 0.5
            failed = failed || isTooMany
            print(
                column(operation.name, 46), column("\(Int(cost.nanoseconds.rounded())) ns", 12, leading: true),
                column("\((cost.allocations * 10).rounded() / 10) allocations", 20, leading: true),
                isTooMany ? "  MORE THAN \(operation.most)" : "  (at most \(operation.most))")
        }
        if failed { exit(1) }
    }

    private static func column(_ text: String, _ width: Int, leading: Bool = false) -> String {
        let padding = String(repeating: " ", count: max(0, width - text.count))
        return leading ? padding + text : text + padding
    }
}
