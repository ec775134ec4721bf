/// Who issues tokens (RFC 8414 section 2): an http or https URL without query or fragment, kept byte for byte.
public struct Issuer: Hashable, Sendable, CustomStringConvertible {
    /// The URL as it was set.
    public let description: String

    /// Where the path begins in `description`, as an offset in bytes; its end where there is no path.
    private let pathOffset: Int

    /// Reads an issuer; `nil` unless it is an absolute http(s) URL with a host and without query, fragment or user.
    public init?(parsing text: String) {
        guard text.utf8.count <= 1024, ResourceIdentifier(parsing: text) != nil else { return nil }
        let lower = text.lowercased()
        guard let scheme = ["https://", "http://"].first(where: lower.hasPrefix) else { return nil }
        let rest = text.dropFirst(scheme.count)
        let authority = rest.prefix { $0 != "/" }
        guard !text.contains("?"), Self.isHostAndPort(authority) else { return nil }
        description = text
        pathOffset = scheme.utf8.count + authority.utf8.count
    }

    /// RFC 3986 section 3.2: a name or address, or an IPv6 address in brackets, and perhaps a port; no user.
    private static func isHostAndPort(_ authority: Substring) -> Bool {
        var rest = authority[...]
        if rest.hasPrefix("[") {
            guard let end = rest.firstIndex(of: "]") else { return false }
            let address = rest[..<end].dropFirst()
            guard address.contains(":"), address.allSatisfy({ $0.isHexDigit || ":.".contains($0) }) else {
                return false
            }
            rest = rest[end...].dropFirst()
        } else {
            let host = rest.prefix { $0 != ":" }
            guard !host.isEmpty, host.allSatisfy({ $0.isLetter || $0.isNumber || "-._~%".contains($0) }) else {
                return false
            }
            rest = rest.dropFirst(host.count)
        }
        guard let colon = rest.first else { return true }
        let port = rest.dropFirst()
        return colon == ":" && port.allSatisfy(\.isNumber) && (Int(port).map { (1...65_535).contains($0) } ?? false)
    }

    /// Scheme and authority, such as `https://as.example`.
    public var origin: String { String(description.prefix(pathOffset)) }

    /// The path without a slash at its end: empty or, for one, `/tenant`.
    public var path: String {
        let path = description.dropFirst(pathOffset)
        return String(path.hasSuffix("/") ? path.dropLast() : path)
    }

    /// Whether it is reached over TLS.
    public var isSecure: Bool { description.lowercased().hasPrefix("https:") }

    /// The URL of an endpoint below the issuer's path; `endpoint` begins with a slash.
    public func url(of endpoint: String) -> String { origin + path + endpoint }

    /// Where the metadata stands: the well-known part between host and path (RFC 8414 section 3.1).
    public var metadataURL: String { origin + "/.well-known/oauth-authorization-server" + path }
}
