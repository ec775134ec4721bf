import SteelcutDomain

/// An absolute http(s) URL of so narrow a grammar that every reader finds the same host in it.
///
/// The URL is parsed again by the HTTP client; a looser reading here would let the two disagree about who is asked
/// (`http://127.0.0.1\@evil.example`).
struct HTTPURL: Hashable, Sendable {
    let text: String
    /// In small letters, an IPv6 address in brackets.
    let host: String
    let isSecure: Bool
    let isLoopback: Bool

    /// Reads a URL that may be asked under these settings.
    init(_ text: String, allowedBy settings: ConnectionSettings) throws(ClientFailure) {
        guard let url = HTTPURL(parsing: text) else { throw .invalidURL }
        guard url.isSecure || url.isLoopback || settings.plainHTTPHosts.contains(url.host) else { throw .insecureURL }
        self = url
    }

    /// Reads a URL; `nil` where it is of another scheme, has a user or fragment, or is malformed.
    init?(parsing text: String) {
        // Characters and percent-encoding of RFC 3986, no fragment, at most 2048 bytes.
        guard ResourceIdentifier(parsing: text) != nil else { return nil }
        let lower = text.lowercased()
        guard let scheme = ["https://", "http://"].first(where: lower.hasPrefix) else { return nil }
        let authority = lower.dropFirst(scheme.count).prefix { $0 != "/" && $0 != "?" }
        guard let host = Self.host(ofAuthority: authority) else { return nil }
        self.text = text
        self.host = String(host)
        isSecure = scheme == "https://"
        isLoopback = Self.isLoopback(host)
    }

    /// The host, where a host and perhaps a port is all there is: a name, an IPv4 address, or an IPv6 one in brackets.
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
            guard !host.isEmpty,
                host.allSatisfy({ $0.isLetter || $0.isWholeNumber || $0 == "." || $0 == "-" || $0 == "_" })
            else { return nil }
        }
        let rest = authority.dropFirst(host.count)
        guard !rest.isEmpty else { return host }
        let digits = rest.dropFirst()
        guard rest.hasPrefix(":"), (1...5).contains(digits.count), digits.allSatisfy(\.isWholeNumber),
            let port = Int(digits), (1...65_535).contains(port)
        else { return nil }
        return host
    }

    /// `localhost`, `[::1]`, or four decimal numbers of 127.0.0.0/8; the short and octal forms of old resolvers aren't.
    private static func isLoopback(_ host: Substring) -> Bool {
        if host == "localhost" || host == "[::1]" { return true }
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
        return numbers.count == 4 && numbers.first == "127"
            && numbers.allSatisfy { text in UInt8(text).map { String($0) == text } ?? false }
    }
}
