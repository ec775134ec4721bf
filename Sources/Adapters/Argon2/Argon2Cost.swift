/// What an Argon2id hash costs (RFC 9106 section 3.1).
public struct Argon2Cost: Hashable, Sendable {
    /// The most memory that a hash may take, 256 MiB: a stored hash decides what it costs to check, and a bad row must
    /// not take the machine's memory.
    public static let mostMemoryKiB = 262_144

    /// What new hashes cost unless somebody says otherwise: 19 MiB, two passes, one lane.
    public static let standard = Argon2Cost(checkedMemoryKiB: 19_456, iterations: 2, parallelism: 1)

    /// Memory in KiB.
    public let memoryKiB: Int
    /// Passes over the memory.
    public let iterations: Int
    /// Lanes; they say what is computed, not by how many threads.
    public let parallelism: Int

    /// Takes a cost; `nil` outside 1...16 lanes, 1...16 passes, and 8 KiB a lane (RFC 9106 section 3.1) to 256 MiB.
    public init?(memoryKiB: Int, iterations: Int, parallelism: Int) {
        guard (1...16).contains(parallelism), (1...16).contains(iterations),
            (8 * parallelism...Self.mostMemoryKiB).contains(memoryKiB)
        else { return nil }
        self.init(checkedMemoryKiB: memoryKiB, iterations: iterations, parallelism: parallelism)
    }

    private init(checkedMemoryKiB: Int, iterations: Int, parallelism: Int) {
        memoryKiB = checkedMemoryKiB
        self.iterations = iterations
        self.parallelism = parallelism
    }
}
