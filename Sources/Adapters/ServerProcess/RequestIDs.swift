public import SteelcutDomain
import Synchronization

/// Names requests: a random part of the process, and a count.
///
/// An ID only has to find a log line again; randomness for each would cost a system call a request.
public final class RequestIDs: Sendable {
    private let prefix: String
    private let count = Atomic<UInt64>(0)

    /// Draws the process's part: 48 random bits.
    public init(random: any Ports.Randomness) {
        prefix = ((try? random.bytes(6)).map { Base64URL.string($0) } ?? "process") + "-"
    }

    /// The next ID: visible ASCII.
    public func next() -> String {
        prefix + String(count.wrappingAdd(1, ordering: .relaxed).newValue, radix: 36)
    }
}
