/// A stored secret: an Argon2id hash in PHC string form, such as `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`.
///
/// What the string says is the business of `Ports.Hasher`; here it is opaque, bounded and not shown.
public struct SecretHash: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The PHC string, for stores and hashers.
    public let encoded: String

    /// Reads a PHC string; `nil` unless it is 1 to 512 printable ASCII bytes and starts with `$`.
    public init?(encoded: String) {
        guard (1...512).contains(encoded.utf8.count), encoded.isPrintableASCII, encoded.hasPrefix("$") else {
            return nil
        }
        self.encoded = encoded
    }

    /// Says that there is a hash, not which.
    public var description: String { "<hash>" }
    /// Says that there is a hash, not which.
    public var debugDescription: String { description }
    /// Shows no children, so that `dump` prints nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
