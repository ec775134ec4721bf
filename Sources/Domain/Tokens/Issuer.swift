/// Who issues tokens (RFC 8414 section 2): an http or https URL without query or fragment, kept byte for byte.
public struct Issuer: Hashable, Sendable, CustomStringConvertible {
    /// The URL.
    public let url: WebURL

    /// Reads an issuer; `nil` unless it is such a URL of at most 1024 bytes.
    public init?(parsing text: String) {
        guard text.utf8.count <= 1024, let url = WebURL(parsing: text), !url.hasQuery else { return nil }
        self.url = url
    }

    /// The URL as it was set.
    public var description: String { url.description }

    /// The path without a slash at its end: empty or, for one, `/tenant`.
    public var path: String {
        let path = url.target
        return String(path.hasSuffix("/") ? path.dropLast() : path[...])
    }

    /// The URL of an endpoint below the issuer's path; `endpoint` begins with a slash.
    public func url(of endpoint: String) -> String { url.origin + path + endpoint }

    /// Where the metadata stands: the well-known part between host and path (RFC 8414 section 3.1).
    public var metadataURL: String { url.origin + "/.well-known/oauth-authorization-server" + path }
}
