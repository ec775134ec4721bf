/// OpenSSL lacks something that it always has: an installation that can't be worked with.
public struct OpenSSLFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is missing, such as `SHA-256`.
    public let missing: String

    /// The fact in words.
    public var description: String { "the OpenSSL library offers no \(missing)" }
}
