import SteelcutArgon2
import SteelcutDomain

enum Argon2Fixture {
    struct Randomness: Ports.Randomness {
        func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 0...255) } }
    }

    struct NoRandomness: Ports.Randomness {
        func bytes(_ count: Int) throws(RandomnessFailure) -> [UInt8] { throw RandomnessFailure() }
    }

    struct NoSuchCost: Error {}

    /// The least cost, 8 KiB and one pass, for tests that are not about cost.
    static func hasher(_ memoryKiB: Int = 8, _ iterations: Int = 1, _ parallelism: Int = 1) throws -> Argon2Hasher {
        guard let cost = Argon2Cost(memoryKiB: memoryKiB, iterations: iterations, parallelism: parallelism) else {
            throw NoSuchCost()
        }
        return try Argon2Hasher(cost: cost, threads: 2, random: Randomness())
    }

    static func check(_ secret: [UInt8], _ hash: SecretHash, _ lane: SecretCheck.Lane = .named) -> SecretCheck {
        SecretCheck(
            presentedID: "client", secret: ClientSecret(presented: secret), hash: hash, lane: lane, owner: nil)
    }
}
