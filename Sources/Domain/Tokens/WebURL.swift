/// An absolute http or https URL with a host, without user and fragment (RFC 9110 section 4.2), kept byte for byte.
///
/// The grammar is so narrow that every reader finds the same host in it: whoever asks the URL parses it again, and a
/// looser reading here would let the two disagree about who is asked (`http://127.0.0.1\@evil.example`).
public struct WebURL: Hashable, Sendable, CustomStringConvertible {
    /// The URL as it was given.
    public let description: String
    /// Whether it is reached over TLS.
    public let isSecure: Bool
    /// Scheme and authority as they were given, such as `https://as.example`.
    public let origin: String
    /// The name or address, in lower case, an IPv6 address in its brackets.
    public let host: String

    /// Reads a URL; `nil` where it is of another scheme, has a user or fragment, is malformed or above 2048 bytes.
    public init?(parsing text: String) {
        // What has a scheme is held to the characters and percent-encoding of RFC 3986, without a fragment.
        guard ResourceIdentifier(parsing: text) != nil else { return nil }
        let lower = text.lowercased()
        guard let scheme = ["https://", "http://"].first(where: lower.hasPrefix) else { return nil }
        let authority = lower.dropFirst(scheme.count).prefix { $0 != "/" && $0 != "?" }
        guard let host = Self.host(ofAuthority: authority) else { return nil }
        description = text
        isSecure = scheme == "https://"
        origin = String(text.prefix(scheme.count + authority.count))
        self.host = String(host)
    }

    /// What stands behind the origin: the path, and a query where there is one.
    public var target: String { String(description.dropFirst(origin.count)) }

    /// Whether there is a query, be it empty.
    public var hasQuery: Bool { description.contains("?") }

    /// Whether what is sent there can be read by others on its way: without TLS, to another machine.
    public var isExposed: Bool { !isSecure && !Self.isLoopback(host) }

    /// Whether a host is this machine alone: `localhost`, `::1`, `[::1]`, or four decimal numbers of 127.0.0.0/8.
    ///
    /// The short and octal forms of old resolvers (`127.1`, `0177.0.0.1`) are not.
    public static func isLoopback(_ host: String) -> Bool {
        if ["localhost", "::1", "[::1]"].contains(host.lowercased()) { return true }
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
        return numbers.count == 4 && numbers.first == "127"
            && numbers.allSatisfy { text in UInt8(text).map { String($0) == text } ?? false }
    }

    /// The host, where a host and perhaps a port is all there is (RFC 3986 section 3.2).
    ///
    /// The text is ASCII, as a resource is.
    private static func host(ofAuthority authority: Substring) -> Substring? {
        let host: Substring
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            host = authority[...end]
            let address = host.dropFirst().dropLast()
            guard address.contains(":"), address.allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." }) else {
                return nil
            }
        } else {
            host = authority.prefix { $0 != ":" }
            guard !host.isEmpty, host.allSatisfy({ $0.isLetter || $0.isWholeNumber || "-._".contains($0) }) else {
                return nil
            }
        }
        let rest = authority.dropFirst(host.count)
        guard let colon = rest.first else { return host }
        let digits = rest.dropFirst()
        guard colon == ":", (1...5).contains(digits.count), digits.allSatisfy(\.isWholeNumber),
            let port = Int(digits), (1...65_535).contains(port)
        else { return nil }
        return host
    }
}
