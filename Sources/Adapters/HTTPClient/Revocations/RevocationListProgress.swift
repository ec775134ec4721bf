import SteelcutDomain

/// What is known about an issuer's list of revocations, and when to ask for it again.
struct RevocationListProgress: Sendable {
    /// How long a place that metadata named, or that they name none, is gone by without reading them again.
    private static let longestWithoutMetadata = Duration.seconds(300)
    /// The longest wait for the first list: nothing is served before.
    private static let longestFirstPause = Duration.seconds(5)
    /// After failures a list that is asked for often is asked for at least this often.
    private static let longestPause = Duration.seconds(30)

    /// How often the list is asked for.
    let poll: Duration
    /// How many attempts failed since the last that worked.
    private(set) var failures = 0
    /// Whether it was found out, once at least, what the issuer has revoked, or that it has no list.
    private(set) var isKnown = false
    /// Whether the issuer has a list, or is said to have one.
    private(set) var isPromised: Bool
    /// The lists that were taken; `nil` where there was none.
    private(set) var followed: FollowedRevocations?

    private var place: (url: WebURL, found: Duration)?
    private var entityTag: String?
    private var lastHad = Duration.zero
    private var due: Duration?

    init(poll: Duration, isPromised: Bool) {
        self.poll = poll
        self.isPromised = isPromised
    }

    /// Whether it is time to ask.
    func isDue(at now: Duration) -> Bool { due.map { $0 <= now } ?? true }

    /// Sets the time to ask next; `jitter` as for `pause(jitter:)`.
    mutating func schedule(at now: Duration, jitter: Double) { due = now + pause(jitter: jitter) }

    /// For how long no list was had, beyond the two times that it was to be asked for; `nil` where it is not missed.
    func missing(at now: Duration) -> Duration? {
        let since = now - lastHad - poll * 2
        return isPromised && since > .zero ? since : nil
    }

    /// Where the list is, where that need not be asked for: not after a failure, it may have moved.
    func url(at now: Duration) -> WebURL? {
        guard let place, failures == 0, now - place.found < Self.longestWithoutMetadata else { return nil }
        return place.url
    }

    /// The entity tag of the list in force, where it came from there and has not ended.
    func entityTag(of url: WebURL, at moment: Timestamp) -> String? {
        guard let current = followed?.current, moment < current.expires.advanced(bySeconds: Leeway.seconds) else {
            return nil
        }
        return place?.url == url ? entityTag : nil
    }

    /// The issuer has a list: from here on it is missed where it can't be had.
    mutating func promised(at now: Duration) {
        if !isPromised { lastHad = now }
        isPromised = true
    }

    /// A list came and was taken.
    mutating func replaced(by next: FollowedRevocations, from url: WebURL, _ entityTag: String?, at now: Duration) {
        followed = next
        self.entityTag = entityTag
        had(url, now)
    }

    /// The list in force is still the one.
    mutating func confirmed(at url: WebURL, at now: Duration) { had(url, now) }

    /// The issuer has no list.
    mutating func hasNone(at now: Duration) {
        isKnown = true
        failures = 0
        lastHad = now
    }

    private mutating func had(_ url: WebURL, _ now: Duration) {
        // After a failure, or where the time is over, the place was asked for just now.
        if self.url(at: now) != url { place = (url, now) }
        isKnown = true
        failures = 0
        lastHad = now
    }

    /// No list came.
    mutating func failed() { failures += failures < .max ? 1 : 0 }

    /// How long to wait before asking again: what was set after a time that worked, more and more after others.
    ///
    /// - Parameter jitter: A factor up to 1, so that servers don't come all at once.
    func pause(jitter: Double) -> Duration {
        guard isKnown else {
            return min(.milliseconds(250) * (1 << min(failures, 10)), Self.longestFirstPause) * jitter
        }
        guard isPromised else { return Self.longestWithoutMetadata * jitter }
        guard failures > 0 else { return poll * jitter }
        return min(poll * (1 << min(failures - 1, 10)), max(poll, Self.longestPause)) * jitter
    }
}
