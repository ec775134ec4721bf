public import SteelcutDomain

/// The name of a protected resource (RFC 9728 section 1.2): an http or https URL without query or fragment, kept byte
/// for byte.
public struct ProtectedResourceURL: Hashable, Sendable, CustomStringConvertible {
    /// The URL.
    public let url: WebURL

    /// Reads a URL; `nil` unless it is an absolute http(s) URL with a host and without query, fragment or user.
    public init?(parsing text: String) {
        guard let url = WebURL(parsing: text), !url.hasQuery else { return nil }
        self.url = url
    }

    /// The URL as it was set.
    public var description: String { url.description }

    /// The path, empty where it is nothing but a slash.
    var path: String { url.target == "/" ? "" : url.target }

    /// The well-known part, as a path.
    static let wellKnownPath = "/.well-known/oauth-protected-resource"

    /// Where the metadata stand: the well-known part between host and path (RFC 9728 section 3.1).
    public var metadataURL: String { url.origin + Self.wellKnownPath + path }
}
