/// The URL of a server by where it listens.
enum ServerAddress {
    /// Scheme, host and port; an IPv6 address in brackets (RFC 3986 section 3.2.2).
    static func url(isSecure: Bool, host: String, port: Int) -> String {
        "\(isSecure ? "https" : "http")://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }

    /// Whether text can be a host to listen on: a name or an address, without brackets.
    static func isHost(_ text: String) -> Bool {
        (1...255).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || "-._:".utf8.contains(byte)
            }
    }
}
