import Dispatch
import SteelcutBlocking
import SteelcutDomain
import Testing

@testable import SteelcutArgon2

@Suite(.timeLimit(.minutes(2))) struct Argon2HasherTests {
    @Test(arguments: [0, 1, 72, 73, 128, 512])
    func `a secret fits its own hash and no other, to the last byte`(length: Int) async throws {
        let hasher = try Argon2Fixture.hasher()
        let secret = (0..<length).map { UInt8(truncatingIfNeeded: $0) }
        let hash = try await hasher.hash(ClientSecret(presented: secret))
        #expect(try await hasher.verify(Argon2Fixture.check(secret, hash)))
        #expect(try await !hasher.verify(Argon2Fixture.check(secret + [0], hash)))
        guard let last = secret.last else { return }
        // bcrypt reads 72 bytes and lets the rest go (Hydra #1438).
        #expect(try await !hasher.verify(Argon2Fixture.check(secret.dropLast() + [last ^ 1], hash)))
        #expect(try await !hasher.verify(Argon2Fixture.check(secret.dropLast(), hash)))
    }

    @Test func `a hash names its cost, and no two are the same`() async throws {
        let hasher = try Argon2Fixture.hasher(64, 2, 4)
        let secret = ClientSecret(presented: "secret")
        let hashes = [try await hasher.hash(secret), try await hasher.hash(secret)]
        #expect(hashes[0] != hashes[1])
        for hash in hashes {
            #expect(hash.encoded.hasPrefix("$argon2id$v=19$m=64,t=2,p=4$"))
            let parts = try #require(PHCString(hash))
            #expect(parts.salt.count == 16 && parts.tag.count == 32)
        }
    }

    @Test func `the decoy has today's cost, is of this hasher, and fits nothing`() async throws {
        let hasher = try Argon2Fixture.hasher(16, 2, 2)
        let decoy = hasher.decoy(for: "somebody")
        #expect(decoy == hasher.decoy(for: "somebody else"))
        #expect(decoy != (try Argon2Fixture.hasher(16, 2, 2)).decoy(for: "somebody"))
        #expect(decoy.encoded.hasPrefix("$argon2id$v=19$m=16,t=2,p=2$"))
        #expect(!hasher.isOutdated(decoy))
        let real = try await hasher.hash(ClientSecret(presented: "secret"))
        #expect(decoy.encoded.utf8.count == real.encoded.utf8.count)
        #expect(try await !hasher.verify(Argon2Fixture.check(Array("secret".utf8), decoy, .unnamed)))
    }

    @Test(arguments: [(32, 2, 2, false), (33, 2, 2, true), (32, 1, 2, true), (32, 2, 1, true)])
    func `a hash of another cost is outdated and still checks`(
        memoryKiB: Int, iterations: Int, parallelism: Int, isOutdated: Bool
    ) async throws {
        let old = try await Argon2Fixture.hasher(memoryKiB, iterations, parallelism)
            .hash(ClientSecret(presented: [1, 2, 3]))
        let hasher = try Argon2Fixture.hasher(32, 2, 2)
        #expect(hasher.isOutdated(old) == isOutdated)
        #expect(try await hasher.verify(Argon2Fixture.check([1, 2, 3], old)))
    }

    @Test func `without random bytes there is no hasher`() throws {
        #expect(throws: RandomnessFailure()) {
            try Argon2Hasher(cost: .standard, threads: 1, random: Argon2Fixture.NoRandomness())
        }
    }

    /// A hasher whose unnamed pool is taken by work that waits for the semaphore.
    private func hasher(
        named: BlockingPool, unnamed: BlockingPool
    ) throws -> Argon2Hasher {
        let cost = try #require(Argon2Cost(memoryKiB: 8, iterations: 1, parallelism: 1))
        return try Argon2Hasher(cost: cost, random: Argon2Fixture.Randomness(), named: named, unnamed: unnamed)
    }

    @Test(arguments: [SecretCheck.Lane.named, .unnamed])
    func `a lane that is full refuses at once and leaves the other alone`(lane: SecretCheck.Lane) async throws {
        let full = BlockingPool(label: "full", threads: 1, queueLimit: 1)
        let free = BlockingPool(label: "free", threads: 1, queueLimit: 1)
        let hasher = try hasher(named: lane == .named ? full : free, unnamed: lane == .named ? free : full)
        let semaphore = DispatchSemaphore(value: 0)
        let hash = hasher.decoy(for: "")
        let blocked = (0..<2).map { _ in Task.immediate { try await full.run { semaphore.wait() } } }
        await #expect(throws: HasherFailure.saturated(retryAfter: 1)) {
            try await hasher.verify(Argon2Fixture.check([1], hash, lane))
        }
        let other: SecretCheck.Lane = lane == .named ? .unnamed : .named
        #expect(try await !hasher.verify(Argon2Fixture.check([1], hash, other)))
        if lane == .named {
            await #expect(throws: HasherFailure.saturated(retryAfter: 1)) {
                try await hasher.hash(ClientSecret(presented: "new"))
            }
        } else {
            #expect(!hasher.isOutdated(try await hasher.hash(ClientSecret(presented: "new"))))
        }
        for _ in blocked { semaphore.signal() }
        for task in blocked { try await task.value }
        #expect(try await !hasher.verify(Argon2Fixture.check([1], hash, lane)))
    }

    @Test func `five hundred checks at once are answered or refused, and none is lost`() async throws {
        let cost = try #require(Argon2Cost(memoryKiB: 1024, iterations: 1, parallelism: 1))
        let hasher = try Argon2Hasher(cost: cost, threads: 2, queueLimit: 8, random: Argon2Fixture.Randomness())
        let hash = try await hasher.hash(ClientSecret(presented: "right"))
        let (right, refused) = try await withThrowingTaskGroup(of: Bool?.self) { group in
            for _ in 0..<500 {
                group.addTask {
                    do throws(HasherFailure) {
                        return try await hasher.verify(Argon2Fixture.check(Array("right".utf8), hash))
                    } catch {
                        #expect(error == .saturated(retryAfter: 1))
                        return nil
                    }
                }
            }
            return try await group.reduce(into: (0, 0)) { sum, answer in
                if answer == true { sum.0 += 1 } else if answer == nil { sum.1 += 1 }
            }
        }
        #expect(right >= 10 && right + refused == 500)
    }
}
