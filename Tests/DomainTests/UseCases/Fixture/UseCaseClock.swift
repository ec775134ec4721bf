import SteelcutDomain
import Synchronization

/// A clock that stands still until it is set.
final class UseCaseClock: Ports.Clock {
    private let time: Mutex<Timestamp>

    init(seconds: Int = 1_000_000) { time = Mutex(Timestamp(seconds: seconds)) }

    func now() -> Timestamp { time.withLock(\.self) }
    func uptime() -> Duration { .microseconds(now().microseconds) }
    func set(seconds: Int) { time.withLock { $0 = Timestamp(seconds: seconds) } }
    func move(bySeconds seconds: Int) { time.withLock { $0 = $0.advanced(bySeconds: seconds) } }
}

/// Random bytes that count up, or none at all.
final class UseCaseRandomness: Ports.Randomness {
    private let next = Mutex<UInt8>(0)
    private let fails: Bool

    init(fails: Bool = false) { self.fails = fails }

    func bytes(_ count: Int) throws(RandomnessFailure) -> [UInt8] {
        if fails { throw RandomnessFailure() }
        return next.withLock { next in
            (0..<count).map { _ in
                next &+= 1
                return next
            }
        }
    }
}
