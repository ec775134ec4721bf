public import SteelcutDomain
import Synchronization

/// The signed list of revocations, signed once for as long as it holds.
public final class RememberedRevocationList: Sendable {
    private let publish: PublishRevocations
    private let last = Mutex<PublishedRevocations?>(nil)

    /// Begins without a list; the first who asks has it signed.
    public init(publish: PublishRevocations) { self.publish = publish }

    /// The list of now.
    ///
    /// - Throws: `TokenError.unavailable`.
    public func current() async throws(TokenError) -> PublishedRevocations {
        let published = try await publish(after: last.withLock(\.self))
        last.withLock { $0 = published }
        return published
    }
}
