/// The path that the resource is served at.
enum ResourceRoute {
    /// Paths of the server's own.
    private static let taken = ["health/live", "health/ready"]

    /// The segments without a slash before the first; `nil` where one is empty or climbs, where a character stands that
    /// a path has to escape (RFC 3986 section 3.3), and for what the server itself serves.
    static func parse(_ text: String) -> String? {
        let route = text.hasPrefix("/") ? String(text.dropFirst()) : text
        let segments = route.split(separator: "/", omittingEmptySubsequences: false)
        guard route.utf8.count <= 1024, segments.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }),
            route.utf8.allSatisfy(isPathByte), segments.first != ".well-known", !taken.contains(route)
        else { return nil }
        return route
    }

    /// `pchar` without percent signs, and the slash.
    private static func isPathByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
            || "-._~!$&'()*+,;=:@/".utf8.contains(byte)
    }
}
