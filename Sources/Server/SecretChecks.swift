import Foundation
import Logging
import SteelcutArgon2
import SteelcutConfiguration
import SteelcutDomain
import SteelcutMemory
import SteelcutOpenSSL
import SteelcutServerProcess

/// Argon2id as the settings cost it.
///
/// - Throws: `ConfigurationError` for a cost that is out of bounds.
func argon2Hasher(_ settings: HashSettings, random: any Ports.Randomness) throws -> Argon2Hasher {
    guard
        let cost = Argon2Cost(
            memoryKiB: settings.memoryKiB, iterations: settings.iterations, parallelism: settings.parallelism)
    else {
        throw ConfigurationError(
            "hash.memory-kib",
            "has to be 8 for each lane to \(Argon2Cost.mostMemoryKiB), with hash.iterations and hash.parallelism up to 16"
        )
    }
    do throws(RandomnessFailure) {
        return try Argon2Hasher(cost: cost, threads: ProcessInfo.processInfo.activeProcessorCount, random: random)
    } catch { throw StartFailure("no random bytes can be had") }
}

/// The checks of presented secrets, outermost first: what is used, what is remembered, what has failed too often, what is
/// hashed.
struct SecretChecks: Sendable {
    var hasher: any Ports.Hasher { uses }
    let uses: NotedUses
    let renewal: HashRenewal
    let decoys: StoredCostDecoys

    init(
        _ settings: AuthorizationServerSettings, clients: any Ports.ClientStore, usage: any Ports.UsageLog,
        clock: any Ports.Clock, random: any Ports.Randomness, digest: any Ports.Digest,
        lockouts: any Ports.LockoutObserver, logger: Logger
    ) throws {
        let decoys = StoredCostDecoys(
            over: try argon2Hasher(settings.store.hashCost, random: random), digest: digest, clock: clock)
        let renewal = HashRenewal(
            over: decoys, clients: clients,
            onNotPermitted: {
                logger.info("hashes of another cost stay as they are: this role may only read them")
            })
        do throws(RandomnessFailure) {
            let remembered = try RememberedSecrets.throttled(
                renewal, digest: digest, clock: clock, random: random, ttl: settings.secretCacheTTL,
                failuresPerMinute: settings.throttleClientFailures, lockouts: lockouts)
            uses = NotedUses(over: remembered, log: usage, clock: clock)
        } catch { throw StartFailure("no random bytes can be had") }
        self.renewal = renewal
        self.decoys = decoys
    }
}
