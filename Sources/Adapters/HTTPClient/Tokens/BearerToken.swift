/// An access token (RFC 6750 section 2.1), opaque to whoever presents it.
///
/// It does not show itself in descriptions, dumps or logs.
public struct BearerToken: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The longest token that is taken, in bytes.
    public static let longest = 16 << 10

    /// The token itself: for the header that carries it, or for whoever asked to see it.
    public let value: String

    /// Takes a token; `nil` unless it is of the form `b64token`, which a header carries unharmed.
    public init?(parsing text: String) {
        let bytes = text.utf8
        guard (1...Self.longest).contains(bytes.count) else { return nil }
        let body = bytes.prefix { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
            default: "-._~+/".utf8.contains(byte)
            }
        }
        guard !body.isEmpty, bytes.dropFirst(body.count).allSatisfy({ $0 == UInt8(ascii: "=") }) else { return nil }
        value = text
    }

    /// Says that there is a token, not which.
    public var description: String { "<token>" }
    /// Says that there is a token, not which.
    public var debugDescription: String { description }
    /// Shows no children, so that `dump` prints nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
