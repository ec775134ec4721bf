/// Finds RSA keys of a broken chip library (ROCA, CVE-2017-15361), whose private half a modest budget computes.
///
/// Its primes are k·M + (65537^a mod M), M being a product of small primes. So is their product n, and modulo each of
/// those small primes n is a power of 65537. Of other keys that holds for about one in two hundred million.
enum ROCA {
    private static let primes: [UInt32] = [
        3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109,
        113, 127, 131, 137, 139, 149, 151, 157, 163, 167,
    ]

    /// For each prime the remainders that powers of 65537 leave.
    private static let powers: [Set<UInt32>] = primes.map { prime in
        var remainders: Set<UInt32> = []
        var power: UInt32 = 1
        while remainders.insert(power).inserted { power = power * (65_537 % prime) % prime }
        return remainders
    }

    /// Whether a modulus, big-endian, has the mark.
    static func marks(_ modulus: [UInt8]) -> Bool {
        zip(primes, powers).allSatisfy { prime, powers in
            powers.contains(modulus.reduce(0) { ($0 << 8 | UInt32($1)) % prime })
        }
    }
}
