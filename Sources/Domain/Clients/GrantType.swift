/// The name of a grant (RFC 6749 section 1.3): 1 to 256 printable ASCII bytes without outer spaces.
///
/// A client may be registered with any; the server serves `client_credentials` alone.
public struct GrantType: Hashable, Sendable, CustomStringConvertible {
    /// The grant of RFC 6749 section 4.4.
    public static let clientCredentials = GrantType(known: "client_credentials")

    /// The name.
    public let description: String

    /// Reads a grant's name; `nil` where it is empty, too long, not printable ASCII or has an outer space.
    public init?(parsing text: String) {
        guard (1...256).contains(text.utf8.count), text.isPrintableASCII, !text.hasPrefix(" "), !text.hasSuffix(" ")
        else { return nil }
        description = text
    }

    private init(known text: String) { description = text }
}
