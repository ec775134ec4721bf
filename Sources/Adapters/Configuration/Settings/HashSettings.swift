/// What an Argon2id hash of a new secret costs (RFC 9106 section 3.1).
public struct HashSettings: Hashable, Sendable {
    /// Memory in KiB, at least 8 a lane.
    public let memoryKiB: Int
    /// Passes over the memory.
    public let iterations: Int
    /// Lanes.
    public let parallelism: Int

    init(_ configuration: ResolvedConfiguration) throws(ConfigurationError) {
        memoryKiB = try configuration.number(.hashMemory)
        iterations = try configuration.number(.hashIterations)
        parallelism = try configuration.number(.hashParallelism)
        guard memoryKiB >= 8 * parallelism else {
            throw configuration.refusal(
                of: .hashMemory, "has to be at least \(8 * parallelism): 8 KiB for each of hash.parallelism lanes")
        }
    }

    /// The keys that are set below their default, in words.
    var warnings: [String] {
        [(ConfigurationKey.hashMemory, memoryKiB), (.hashIterations, iterations)].compactMap { key, value in
            guard case .value(let text) = key.defaultValue, let usual = WholeNumber.parse(text), value < usual else {
                return nil
            }
            return "\(key.name): \(value) is below the default of \(usual); new hashes are easier to guess secrets from"
        }
    }
}
