/// The key set as it is published at a moment.
public struct PublishedKeySet: Sendable {
    /// Pending, active, and retired keys whose tokens may still live.
    public let set: JSONWebKeySet
    /// How long it may be remembered, in seconds.
    public let maxAge: Int
}

/// Publishes the public keys (RFC 7517 section 5).
public struct PublishKeys: Sendable {
    /// The longest `max-age`, in seconds.
    public static let longestAge = 300

    let keys: any Ports.SigningKeys
    let clock: any Ports.Clock
    let publishBeforeUse: Int

    /// Composes the use case; `publishBeforeUse` is in seconds.
    public init(keys: any Ports.SigningKeys, clock: any Ports.Clock, publishBeforeUse: Int) {
        self.keys = keys
        self.clock = clock
        self.publishBeforeUse = publishBeforeUse
    }

    /// The keys of now.
    ///
    /// Whoever remembers them for `maxAge` has a new key before it signs: it is half the time for which a key is
    /// published before, the shortest where keys were made with different ones.
    ///
    /// - Throws: `KeysUnavailable` while no keys were ever read.
    public func callAsFunction() async throws(KeysUnavailable) -> PublishedKeySet {
        let schedule = try await keys.schedule()
        let now = clock.now()
        let records = schedule.published(at: now)
        let pending = records.filter { $0.signsFrom > now }.map { $0.signsFrom.seconds - $0.created.seconds }
        let shortest = pending.reduce(publishBeforeUse, min)
        return PublishedKeySet(
            set: JSONWebKeySet(records.map(\.publicKey)), maxAge: max(0, min(Self.longestAge, shortest / 2)))
    }
}
