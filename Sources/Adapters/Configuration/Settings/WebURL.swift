import SteelcutDomain

/// An absolute http or https URL that others are told or asked: with a host, without user and fragment.
enum WebURL {
    /// The URL as it was given; `nil` where it is none.
    static func parse(_ text: String) -> String? {
        ResourceIdentifier(parsing: text) != nil && host(of: text) != nil ? text : nil
    }

    /// The host, an IPv6 address with its brackets; `nil` where this is no such URL.
    static func host(of text: String) -> Substring? {
        let scheme = text.prefix { $0 != ":" }
        guard ["http", "https"].contains(scheme.lowercased()), text.dropFirst(scheme.count).hasPrefix("://") else {
            return nil
        }
        let authority = text.dropFirst(scheme.count + 3).prefix { !"/?#".contains($0) }
        guard !authority.contains("@") else { return nil }
        let host =
            authority.hasPrefix("[")
            ? authority.prefix { $0 != "]" } + (authority.contains("]") ? "]" : "")
            : authority.prefix { $0 != ":" }
        return host.isEmpty ? nil : Substring(host)
    }

    /// Whether the URL is reached without TLS by other machines.
    static func isPlainOffLoopback(_ text: String) -> Bool {
        text.lowercased().hasPrefix("http:") && host(of: text).map { !ServerAddress.isLoopback($0) } ?? true
    }
}
