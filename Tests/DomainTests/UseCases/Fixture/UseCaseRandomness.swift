import SteelcutDomain
import Synchronization

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
