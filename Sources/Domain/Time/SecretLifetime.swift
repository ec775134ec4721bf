/// How long a secret is good: 1 second to 3650 days.
public struct SecretLifetime: Hashable, Sendable {
    /// The longest, ten years, in seconds.
    public static let longest = 3650 * 86_400

    /// Whole seconds.
    public let seconds: Int

    /// Takes whole seconds; `nil` outside 1...315,360,000.
    public init?(seconds: Int) {
        guard (1...Self.longest).contains(seconds) else { return nil }
        self.seconds = seconds
    }
}
