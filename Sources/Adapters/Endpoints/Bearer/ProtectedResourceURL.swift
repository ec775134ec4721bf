import SteelcutDomain

/// The name of a protected resource (RFC 9728 section 1.2): an http or https URL without query or fragment, kept byte
/// for byte.
public struct ProtectedResourceURL: Hashable, Sendable, CustomStringConvertible {
    /// The URL as it was set.
    public let description: String
    /// Scheme and authority.
    private let origin: String
    /// The path, empty where it is nothing but a slash.
    let path: String

    /// Reads a URL; `nil` unless it is an absolute http(s) URL with a host and without query, fragment or user.
    public init?(parsing text: String) {
        // The grammar is that of an issuer.
        guard let url = Issuer(parsing: text) else { return nil }
        description = text
        origin = url.origin
        let path = String(text.dropFirst(url.origin.count))
        self.path = path == "/" ? "" : path
    }

    /// The well-known part, as a path.
    static let wellKnownPath = "/.well-known/oauth-protected-resource"

    /// Where the metadata stand: the well-known part between host and path (RFC 9728 section 3.1).
    public var metadataURL: String { origin + Self.wellKnownPath + path }
}
