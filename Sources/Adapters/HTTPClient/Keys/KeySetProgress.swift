import SteelcutDomain

/// What is known about fetching a key set, and when to do it again.
struct KeySetProgress: Sendable {
    /// How long a place that metadata named is used without reading them again.
    private static let longestWithoutMetadata = Duration.seconds(300)
    private static let shortestPause = Duration.seconds(1)
    private static let longestPause = Duration.seconds(300)
    /// The longest wait for the first set: nothing is served before.
    private static let longestFirstPause = Duration.seconds(5)
    /// Between fetches for the sake of unknown keys, whoever sends them.
    private static let betweenRefetches = Duration.seconds(10)

    /// How many fetches failed since the last that worked.
    private(set) var failures = 0
    /// Whether a good set was ever had.
    private(set) var hasKeys = false

    private var place: (url: WebURL, found: Duration)?
    private var entityTag: String?
    private var maxAge: Int?
    private var lastRefetch: Duration?
    private var due: Duration?

    /// Whether it is time for the next fetch.
    func isDue(at now: Duration) -> Bool { due.map { $0 <= now } ?? true }

    /// Sets the time of the next fetch; `jitter` as for `pause(jitter:)`.
    mutating func schedule(at now: Duration, jitter: Double) { due = now + pause(jitter: jitter) }

    /// Where the set is, where that need not be asked for: not after a failure, it may have moved.
    func url(at now: Duration) -> WebURL? {
        guard let place, failures == 0, now - place.found < Self.longestWithoutMetadata else { return nil }
        return place.url
    }

    /// The entity tag of the set that is in use, if it came from there.
    func entityTag(of url: WebURL) -> String? { place?.url == url ? entityTag : nil }

    /// Whether a fetch for the sake of an unknown key may be made; then it counts as made.
    mutating func claimRefetch(at now: Duration) -> Bool {
        if let lastRefetch, now - lastRefetch < Self.betweenRefetches { return false }
        lastRefetch = now
        return true
    }

    /// A good set came.
    mutating func replaced(from url: WebURL, _ entityTag: String?, _ maxAge: Int?, now: Duration) {
        noteSuccess(url, now)
        self.entityTag = entityTag
        self.maxAge = maxAge
        hasKeys = true
    }

    /// The set in use is still the one; without a new `max-age` the last one holds (RFC 9111 section 3.2).
    mutating func confirmed(at url: WebURL, _ maxAge: Int?, now: Duration) {
        noteSuccess(url, now)
        if let maxAge { self.maxAge = maxAge }
    }

    private mutating func noteSuccess(_ url: WebURL, _ now: Duration) {
        // After a failure, or where the time is over, the place was asked for just now.
        if self.url(at: now) != url { place = (url, now) }
        failures = 0
    }

    /// No good set came.
    mutating func failed() { failures += failures < .max ? 1 : 0 }

    /// How long to wait before the next fetch: half of `max-age` after one that worked, more and more after others.
    ///
    /// - Parameter jitter: A factor around 1 for waits after failures, so that servers don't come back all at once.
    func pause(jitter: Double) -> Duration {
        let half = Duration.milliseconds(Int64(min(maxAge ?? .max, 600)) * 500)
        let regular = min(max(half, Self.shortestPause), Self.longestPause)
        guard failures > 0 else { return regular }
        let first = hasKeys ? Self.shortestPause : .milliseconds(250)
        let longest = hasKeys ? regular : Self.longestFirstPause
        let grown = min(first * (1 << min(failures - 1, 10)), longest) * jitter
        return hasKeys ? min(max(grown, Self.shortestPause), Self.longestPause) : grown
    }
}
