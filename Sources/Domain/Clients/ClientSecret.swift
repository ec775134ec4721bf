/// A secret that a client presents (RFC 6749 section 2.3.1).
///
/// Secrets made here read `PRIVATE-` and 43 base64url characters, 256 random bits. A secret does not show itself in
/// descriptions, dumps or logs, and has no `==`: it is only ever checked against a stored hash.
public struct ClientSecret: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// What a generated secret begins with.
    public static let prefix = "PRIVATE-"

    /// The longest secret that is looked at, in bytes; what is longer is refused before anything is hashed.
    public static let longest = 512

    private let bytes: [UInt8]

    /// Takes what a caller presented; any bytes are a secret, whether or not it was made here.
    public init(presented bytes: [UInt8]) { self.bytes = bytes }

    /// Takes what a caller presented, as UTF-8.
    public init(presented text: String) { bytes = Array(text.utf8) }

    /// Makes a secret of 256 random bits.
    ///
    /// - Parameter random: The source of random bytes.
    /// - Throws: `RandomnessFailure` where no random bytes can be had.
    public init(random: some Ports.Randomness) throws(RandomnessFailure) {
        bytes = Array(Self.prefix.utf8) + Base64URL.encode(try random.bytes(32))
    }

    /// The part that names the secret without giving it away, or `nil` for a secret of another form.
    public var selector: SecretSelector? {
        let prefix = Self.prefix.utf8
        guard bytes.count == prefix.count + 43, bytes.starts(with: prefix) else { return nil }
        return SecretSelector(ofEncoded: bytes[prefix.count...])
    }

    /// What shows people which secret it is, or `nil` for a secret of another form.
    public var hint: SecretHint? {
        guard selector != nil else { return nil }
        return SecretHint(parsing: String(decoding: bytes.suffix(4), as: UTF8.self))
    }

    /// Lends the bytes to a call that needs them: a hash, or the one time a secret is printed.
    public func withBytes<Result, Failure: Error>(_ body: ([UInt8]) throws(Failure) -> Result) throws(Failure) -> Result
    {
        try body(bytes)
    }

    /// Says that there is a secret, not which.
    public var description: String { "<secret>" }
    /// Says that there is a secret, not which.
    public var debugDescription: String { description }
    /// Shows no children, so that `dump` prints nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
