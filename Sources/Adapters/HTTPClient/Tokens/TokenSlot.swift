import SteelcutDomain

/// What is known about one wish: a token, when to renew it, and whether somebody is asking for one.
struct TokenSlot: Sendable {
    /// A token, and whether it was asked for just now, not taken from a file.
    struct Obtained: Sendable {
        let response: TokenResponse
        let isFresh: Bool
        /// When it was asked for, by `uptime()`: its life began no earlier.
        let asked: Duration
    }

    /// For how long a token without `expires_in` is used again, in seconds.
    ///
    /// RFC 6749 section 5.1 only recommends that servers say it; a minute is less than what any server gives.
    static let assumedLifetime = 60

    private(set) var token: Obtained?
    private var renewal = Duration.zero
    private var failures = 0
    var flight: Flight<Obtained>?

    /// What to do for whoever wants a token now.
    enum Step {
        /// Here it is.
        case serve(TokenResponse)
        /// Here it is, and its renewal has to begin.
        case renew(TokenResponse, Flight<Obtained>)
        /// Somebody is asking for it.
        case join(Flight<Obtained>)
        /// It has to be asked for.
        case ask(Flight<Obtained>)
    }

    mutating func step(at now: Duration) -> Step {
        if let token, now < Self.end(of: token) {
            let aged = token.response.aged(by: Int(clamping: (now - token.asked).components.seconds))
            guard flight == nil, now >= renewal else { return .serve(aged) }
            return .renew(aged, begin())
        }
        token = nil
        if let flight { return .join(flight) }
        return .ask(begin())
    }

    private mutating func begin() -> Flight<Obtained> {
        let flight = Flight<Obtained>()
        self.flight = flight
        return flight
    }

    /// Somebody has asked, and this came of it.
    ///
    /// - Parameter jitter: -1 to 1: spreads renewals by 5 % of the lifetime and repeated attempts by a quarter.
    mutating func note(_ outcome: Flight<Obtained>.Outcome, jitter: Double, now: Duration) {
        flight = nil
        switch outcome {
        case .success(let obtained):
            token = obtained
            failures = 0
            renewal = obtained.asked + Self.lifetime(of: obtained) * (0.75 + 0.05 * jitter)
        case .failure:
            renewal = now + BackOff.pause(afterFailures: failures, jitter: 1 + 0.25 * jitter)
            failures += failures < .max ? 1 : 0
        }
    }

    /// Forgets the token, where it still is this one.
    mutating func drop(_ refused: BearerToken) {
        if token?.response.accessToken.value.hasSameBytes(as: refused.value) == true { token = nil }
    }

    /// Whether nothing would be lost with it.
    func isEmpty(at now: Duration) -> Bool { flight == nil && token.map { now >= Self.end(of: $0) } ?? true }

    /// When it is no longer given out: its last seconds belong to the way to the resource, and to clocks that differ.
    private static func end(of token: Obtained) -> Duration {
        let lifetime = lifetime(of: token)
        return token.asked + lifetime - min(.seconds(30), lifetime / 10)
    }

    private static func lifetime(of token: Obtained) -> Duration {
        .seconds(token.response.expiresIn ?? assumedLifetime)
    }
}
