import SteelcutBlocking
public import SteelcutDomain

/// Hashes secrets with Argon2id (RFC 9106) by libargon2, on threads of its own.
///
/// A check whose secret names a live one of its client has threads and a queue that no other check can take. Each pool
/// refuses at once what finds no place, with `.saturated`. Whoever stops waiting frees no place while a hash runs.
///
/// Hashing takes at most one hash's memory a thread: `threads + max(1, threads / 2)` times the cost, 57 MiB at two
/// threads and the standard cost. It is kept for the next hash, and the system may have it back where memory is short.
/// Imported hashes of a higher cost, up to 256 MiB each, count as what they are.
public final class Argon2Hasher: Ports.Hasher, Ports.HashInspector {
    private static let saltLength = 16
    private static let tagLength = 32

    private let cost: Argon2Cost
    private let random: any Ports.Randomness
    private let named: BlockingPool
    private let unnamed: BlockingPool
    private let decoy: PHCString
    private let decoyHash: SecretHash

    /// Makes a hasher.
    ///
    /// - Parameters:
    ///   - cost: What new hashes cost.
    ///   - threads: How many checks that name a secret, and new hashes, run at a time, the number of cores for one;
    ///     half as many others, one at least, run beside them.
    ///   - queueLimit: How many more wait, in each of the two queues. The last of 64 waits a second at two threads and
    ///     the standard cost.
    ///   - random: The source of salts.
    /// - Throws: `RandomnessFailure` where the decoy can't be made.
    public convenience init(cost: Argon2Cost, threads: Int, queueLimit: Int = 64, random: any Ports.Randomness)
        throws(RandomnessFailure)
    {
        try self.init(
            cost: cost, random: random,
            named: BlockingPool(label: "steelcut.argon2.named", threads: threads, queueLimit: queueLimit),
            unnamed: BlockingPool(label: "steelcut.argon2.unnamed", threads: threads / 2, queueLimit: queueLimit))
    }

    init(cost: Argon2Cost, random: any Ports.Randomness, named: BlockingPool, unnamed: BlockingPool)
        throws(RandomnessFailure)
    {
        self.cost = cost
        self.random = random
        self.named = named
        self.unnamed = unnamed
        // A random tag: to find a secret that fits it is to break Argon2id.
        let decoy = PHCString(
            cost: cost, salt: try random.bytes(Self.saltLength), tag: try random.bytes(Self.tagLength))
        guard let decoyHash = SecretHash(encoded: decoy.text) else { throw RandomnessFailure() }
        self.decoy = decoy
        self.decoyHash = decoyHash
    }

    /// The hash of a new secret, with a random salt of 16 bytes and a tag of 32; it runs beside the named checks.
    public func hash(_ secret: ClientSecret) async throws(HasherFailure) -> SecretHash {
        let salt: [UInt8]
        do throws(RandomnessFailure) {
            salt = try random.bytes(Self.saltLength)
        } catch { throw .failed(cause: "no random bytes for a salt") }
        let tag = try await tag(of: secret, salt: salt, cost: cost, length: Self.tagLength, on: named)
        guard let hash = SecretHash(encoded: PHCString(cost: cost, salt: salt, tag: tag).text) else {
            throw .unusableHash
        }
        return hash
    }

    /// Whether the secret fits the hash, whatever that costs: any Argon2id hash of version 19 within the bounds of
    /// `Argon2Cost`, 8 to 64 bytes of salt and 16 to 64 of tag.
    ///
    /// - Throws: `HasherFailure.unusableHash` beyond those, `.saturated` where there is no place, `.failed` where there
    ///   is no memory.
    public func verify(_ check: SecretCheck) async throws(HasherFailure) -> Bool {
        guard let stored = PHCString(check.hash) else { throw .unusableHash }
        let pool =
            switch check.lane {
            case .named: named
            case .unnamed: unnamed
            }
        let tag = try await tag(
            of: check.secret, salt: stored.salt, cost: stored.cost, length: stored.tag.count, on: pool)
        return Argon2id.areEqual(tag, stored.tag)
    }

    /// One hash for all: made at start with a random salt and a random tag, so that no secret fits.
    public func decoy(for presentedID: String) -> SecretHash { decoyHash }

    /// The decoy at the cost of a stored hash; at today's for none, and for one that can't be read.
    ///
    /// Salt and tag are those of `decoy(for:)`: what fits one of them at any cost is as hard to find.
    public func decoy(insteadOf hash: SecretHash?) -> SecretHash {
        guard let cost = hash.flatMap(PHCString.init)?.cost, cost != self.cost else { return decoyHash }
        return SecretHash(encoded: PHCString(cost: cost, salt: decoy.salt, tag: decoy.tag).text) ?? decoyHash
    }

    /// Whether `verify` can work with a hash.
    public func defect(of hash: SecretHash) -> HashDefect? {
        do throws(HashDefect) {
            _ = try PHCString(reading: hash)
            return nil
        } catch { return error }
    }

    /// Whether a hash has another memory, number of passes or lanes than new ones; `false` for what can't be read.
    public func isOutdated(_ hash: SecretHash) -> Bool { PHCString(hash).map { $0.cost != cost } ?? false }

    private func tag(
        of secret: ClientSecret, salt: [UInt8], cost: Argon2Cost, length: Int, on pool: BlockingPool
    ) async throws(HasherFailure) -> [UInt8] {
        let result: Result<[UInt8], Argon2id.Failure>
        do throws(BlockingPool.Saturated) {
            result = try await pool.run {
                Result { () throws(Argon2id.Failure) in
                    try secret.withBytes { bytes throws(Argon2id.Failure) in
                        try Argon2id.tag(of: bytes, salt: salt, cost: cost, length: length)
                    }
                }
            }
        } catch { throw .saturated(retryAfter: 1) }
        do throws(Argon2id.Failure) { return try result.get() } catch { throw .failed(cause: error.cause) }
    }
}
