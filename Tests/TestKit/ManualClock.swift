public import SteelcutDomain
import Synchronization

/// A clock that stands still until a test moves it.
public final class ManualClock: Ports.Clock {
    private struct Hands {
        var now: Timestamp
        var uptime: Duration
    }

    private let hands: Mutex<Hands>

    /// A clock that shows `now`, and an uptime of nothing.
    public init(now: Timestamp = Timestamp(seconds: 1_763_756_400)) {
        hands = Mutex(Hands(now: now, uptime: .zero))
    }

    /// Wall time.
    public func now() -> Timestamp { hands.withLock { $0.now } }

    /// How far the clock was advanced.
    public func uptime() -> Duration { hands.withLock { $0.uptime } }

    /// Lets seconds pass, none or more: both hands move.
    public func advance(bySeconds seconds: Int) {
        hands.withLock {
            $0.now = $0.now.advanced(bySeconds: seconds)
            $0.uptime += .seconds(max(0, seconds))
        }
    }

    /// Sets wall time, back or forth, as an operator might: uptime stays where it is.
    public func set(now: Timestamp) { hands.withLock { $0.now = now } }
}
