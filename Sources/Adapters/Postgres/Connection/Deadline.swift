/// The moment at which waiting ends.
struct Deadline: Sendable {
    let instant: ContinuousClock.Instant

    init(after duration: Duration) { instant = ContinuousClock.now + duration }

    var isPast: Bool { ContinuousClock.now >= instant }

    /// What is left in whole milliseconds for poll(2), rounded up; 0 where it is past, and never beyond `slice`.
    func milliseconds(atMost slice: Int32 = 60_000) -> Int32 {
        let left = instant - ContinuousClock.now
        guard left > .zero else { return 0 }
        guard left < .milliseconds(Int64(slice)) else { return slice }
        return Int32(clamping: Int(left / .milliseconds(1)) + 1)
    }
}
