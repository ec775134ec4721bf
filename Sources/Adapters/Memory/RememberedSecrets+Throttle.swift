public import SteelcutDomain

extension RememberedSecrets {
    /// Stands in front of a slow hasher as a token endpoint needs it: what was right is remembered, and who fails too
    /// often is refused before anything is hashed.
    ///
    /// - Parameters:
    ///   - hasher: What checks the secrets.
    ///   - digest: Makes the MACs of what is remembered.
    ///   - clock: Its uptime says what is still remembered, and when failures were.
    ///   - random: The source of the process's key.
    ///   - ttl: How long a secret is remembered after each use; zero: not at all.
    ///   - failuresPerMinute: How many failed checks a presented ID may have in any 60 seconds.
    ///   - lockouts: Is told of each check that is refused because of that.
    /// - Throws: `RandomnessFailure` where no key can be made.
    public static func throttled(
        _ hasher: any Ports.Hasher, digest: any Ports.Digest, clock: any Ports.Clock, random: any Ports.Randomness,
        ttl: Duration = .seconds(300), failuresPerMinute: Int = 20,
        lockouts: (any Ports.LockoutObserver)? = nil
    ) throws(RandomnessFailure) -> RememberedSecrets {
        let throttle = FailureThrottle(
            over: hasher, clock: clock, failuresPerMinute: failuresPerMinute, lockouts: lockouts)
        return try RememberedSecrets(
            over: throttle, digest: digest, clock: clock, random: random, ttl: ttl,
            sharedFailure: { (check) throws(HasherFailure) in try throttle.countFailure(of: check) })
    }
}
