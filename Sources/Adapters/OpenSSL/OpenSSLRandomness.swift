import CSteelcutOpenSSL
public import SteelcutDomain

/// Random bytes of OpenSSL's generator, which the kernel seeds.
public struct OpenSSLRandomness: Ports.Randomness {
    /// OpenSSL's generator.
    public init() {}

    /// So many random bytes.
    ///
    /// - Throws: `RandomnessFailure` where the generator can't be seeded, or the number is none.
    public func bytes(_ count: Int) throws(RandomnessFailure) -> [UInt8] {
        guard count >= 0, let length = Int32(exactly: count) else { throw RandomnessFailure() }
        var bytes = [UInt8](repeating: 0, count: count)
        // RAND_bytes(3): 1 is success; anything else leaves bytes that nobody vouches for.
        guard unsafe RAND_bytes(&bytes, length) == 1 else {
            ErrorQueue.drain()
            throw RandomnessFailure()
        }
        return bytes
    }
}
