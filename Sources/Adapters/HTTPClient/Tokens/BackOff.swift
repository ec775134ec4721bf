/// When a server that asked to be left alone may be asked again (RFC 9110 section 10.2.3, RFC 6585 section 4).
struct BackOff: Sendable {
    /// However short the wish.
    static let shortest = Duration.seconds(1)
    /// However long the wish: a wrong header must not silence a program for a day.
    static let longest = Duration.seconds(300)
    /// Where the server doesn't say how long.
    private static let longestOfOwn = Duration.seconds(60)

    private var until = Duration.zero
    private var refusal: (status: Int, error: String?, description: String?)?
    private var count = 0

    /// What the server said, and for how long it still holds.
    func standing(at now: Duration) -> (wait: Duration, refusal: ClientFailure)? {
        guard let refusal, now < until else { return nil }
        let wait = until - now
        let seconds = Int(clamping: wait.components.seconds) + (wait.components.attoseconds > 0 ? 1 : 0)
        return (
            wait,
            .refused(
                status: refusal.status, error: refusal.error, description: refusal.description, retryAfter: seconds)
        )
    }

    /// Takes note of a failure.
    ///
    /// - Parameter jitter: A factor around 1 for waits that the server did not name.
    /// - Returns: Whether it was a wish to be left alone: 503 or 429.
    mutating func note(_ failure: ClientFailure, jitter: Double, now: Duration) -> Bool {
        guard case .refused(let status, let error, let description, let retryAfter) = failure,
            status == 503 || status == 429
        else { return false }
        let own = Self.pause(afterFailures: count, jitter: jitter)
        count += 1
        until = now + min(max(retryAfter.map { .seconds($0) } ?? own, Self.shortest), Self.longest)
        refusal = (status, error, description)
        return true
    }

    /// The server answers again.
    mutating func end() { self = BackOff() }

    /// 1 s, twice that after each further failure, at most a minute.
    static func pause(afterFailures count: Int, jitter: Double) -> Duration {
        min(shortest * (1 << min(count, 6)), longestOfOwn) * jitter
    }
}
