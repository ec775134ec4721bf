import NIOCore
import NIOPosix
import Testing

/// Something that did not come in time.
struct NotInTime: Error, CustomStringConvertible {
    let description: String
}

/// Looks again and again until something holds.
///
/// - Throws: `NotInTime` where it does not hold by the deadline, and what `look` throws.
func until(
    _ what: String, within limit: Duration = .seconds(60), _ look: () async throws -> Bool
) async throws {
    _ = try await firstValue(what, within: limit) { try await look() ? true : nil }
}

/// Looks again and again until there is something, and returns it.
func firstValue<Value>(
    _ what: String, within limit: Duration = .seconds(60), _ look: () async throws -> Value?
) async throws -> Value {
    let deadline = ContinuousClock.now.advanced(by: limit)
    while true {
        if let value = try await look() { return value }
        guard ContinuousClock.now < deadline else { throw NotInTime(description: "\(what): not within \(limit)") }
        // A turn of an event loop, so that no thread of the tests is held up.
        try await MultiThreadedEventLoopGroup.singleton.any().scheduleTask(in: .milliseconds(4)) {}.futureResult.get()
    }
}

extension Duration {
    /// What the command line changes takes effect within two seconds (contract section 3), here with twice as much
    /// again for a machine that has other things to do.
    static let effect = Duration.seconds(6)
}
