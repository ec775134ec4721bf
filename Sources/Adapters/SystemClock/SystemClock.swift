public import SteelcutDomain

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The machine's clocks.
public struct SystemClock: Ports.Clock {
    /// Any moment serves; this one keeps the numbers small.
    private static let start = ContinuousClock.now

    /// The machine's clocks.
    public init() {}

    /// Wall time, as `CLOCK_REALTIME` has it.
    public func now() -> Timestamp {
        var time = timespec()
        // clock_gettime(2): fails for a bad pointer or an unknown clock only, and this one is neither.
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
    }

    /// Time since this program first asked, the machine's sleep included.
    public func uptime() -> Duration { Self.start.duration(to: .now) }
}
