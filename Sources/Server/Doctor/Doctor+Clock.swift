import SteelcutDomain

extension Doctor {
    /// 2026-01-01: no program of this kind is older.
    private static let earliest = Timestamp(seconds: 1_767_225_600)

    /// How far two clocks may be apart before it is said.
    private static let tolerance = Duration.seconds(5)

    private static let setClock = "set the clock, and have it kept: timedatectl set-ntp true, or chrony"

    /// Whether the time can be true at all.
    func clockByItself() -> [Finding] {
        let now = clock.now()
        guard now >= Self.earliest else {
            return [
                .failed(
                    .clock,
                    "this machine's clock says \(now), which is past: tokens would have ended when they are issued",
                    do: Self.setClock)
            ]
        }
        return [.ok(.clock, "this machine's clock says \(now)")]
    }

    /// Another clock beside ours: tokens are good for `Leeway.seconds` around their times, not longer.
    func comparedClock(of other: String, ahead offset: Duration) -> Finding {
        let apart = offset < .zero ? .zero - offset : offset
        let words =
            "the clock of \(other) is \(Self.seconds(apart)) \(offset < .zero ? "behind" : "ahead of") this machine's"
        if apart >= .seconds(Leeway.seconds) {
            return .failed(
                .clock, words + ": tokens are refused where clocks are more than \(Leeway.seconds) s apart",
                do: Self.setClock + "; on both machines")
        }
        if apart >= Self.tolerance { return .warning(.clock, words, do: Self.setClock + "; on both machines") }
        return .ok(.clock, words)
    }

    /// A key that was made later than now was made by another clock, or ours was set back.
    func clockBeside(_ keys: KeySchedule) -> [Finding] {
        let now = clock.now()
        return keys.records.filter { $0.created > now.advanced(bySeconds: Leeway.seconds) }.map { key in
            .failed(
                .clock, "the key \(key.keyID) was made at \(key.created), and this machine's clock says \(now)",
                do: Self.setClock)
        }
    }

    /// Tenths of a second: `0.4 s`.
    private static func seconds(_ duration: Duration) -> String {
        let tenths = Int(duration / .milliseconds(100))
        return "\(tenths / 10).\(tenths % 10) s"
    }
}
