public import SteelcutDomain
import Synchronization

/// Random bytes drawn many at a time: a generator asks the system whether the process is still the same, and fetches its
/// algorithms, each time that it is asked itself.
///
/// For names that have to be unlike any other, such as a token's `jti`. Not for secrets and keys: what is drawn ahead
/// stands in memory before it is used.
public final class RandomnessAhead: Ports.Randomness {
    /// How many bytes are drawn at a time.
    private static let batch = 1024

    private let inner: any Ports.Randomness
    private let drawn = Mutex<[UInt8]>([])

    /// Stands in front of a generator.
    public init(over inner: any Ports.Randomness) { self.inner = inner }

    /// So many random bytes, none of them given out before.
    ///
    /// - Throws: What the generator throws.
    public func bytes(_ count: Int) throws(RandomnessFailure) -> [UInt8] {
        guard (0...Self.batch).contains(count) else { return try inner.bytes(count) }
        if let bytes = take(count) { return bytes }
        let fresh = try inner.bytes(Self.batch)
        drawn.withLock { $0 = Array(fresh.dropLast(count)) }
        return Array(fresh.suffix(count))
    }

    private func take(_ count: Int) -> [UInt8]? {
        drawn.withLock { drawn in
            guard drawn.count >= count else { return nil }
            defer { drawn.removeLast(count) }
            return Array(drawn.suffix(count))
        }
    }
}
