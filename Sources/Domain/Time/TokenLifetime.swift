/// How long a token lives: 1 to 86,400 seconds.
public struct TokenLifetime: Hashable, Sendable {
    /// The longest, a day: a key stays published that long after it has ceased to sign.
    public static let longest = 86_400

    /// An hour: as long as a token lives unless somebody says otherwise.
    public static let standard = TokenLifetime(checkedSeconds: 3600)

    /// Whole seconds.
    public let seconds: Int

    /// Takes whole seconds; `nil` outside 1...86,400.
    public init?(seconds: Int) {
        guard (1...Self.longest).contains(seconds) else { return nil }
        self.seconds = seconds
    }

    private init(checkedSeconds: Int) { seconds = checkedSeconds }
}
