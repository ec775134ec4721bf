/// Names a key (RFC 7517 section 4.5): 1 to 256 printable ASCII bytes.
///
/// Ours are thumbprints (RFC 7638).
public struct KeyID: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The name.
    public let description: String

    /// Reads a key's name; `nil` where it is empty, longer than 256 bytes or not printable ASCII.
    public init?(parsing text: String) {
        guard (1...256).contains(text.utf8.count), text.isPrintableASCII else { return nil }
        description = text
    }

    /// The name made of a SHA-256 digest, 43 base64url characters.
    init(digest: [UInt8]) { description = Base64URL.string(digest) }

    /// Orders by bytes.
    public static func < (left: KeyID, right: KeyID) -> Bool {
        left.description.utf8.lexicographicallyPrecedes(right.description.utf8)
    }
}
