import NIOHTTP1

/// What of a request's head the parser lets pass and this server does not (RFC 9112).
enum StrictHeadCheck {
    /// How long the body is.
    enum BodyLength: Equatable {
        case none
        case known(Int)
        case chunked
    }

    /// The length of the body; throws the refusal that a head deserves.
    static func bodyLength(of head: HTTPRequestHead) throws(Refusal) -> BodyLength {
        guard head.version == .http1_1 || head.version == .http1_0 else { throw .version }
        // The other methods that the parser knows and SwiftNIO has no name for belong to RTSP and Icecast.
        if case .RAW(let name) = head.method, name != "QUERY" { throw .malformed }
        try checkTarget(head)
        try checkHost(head)
        return try framing(of: head)
    }

    /// Whether the client waits for 100 (RFC 9110 section 10.1.1); throws 417 for any other expectation.
    static func expectsContinue(_ head: HTTPRequestHead) throws(Refusal) -> Bool {
        let expectations = head.headers["Expect"]
        // A 1.0 client can't know of interim responses.
        guard !expectations.isEmpty, head.version == .http1_1 else { return false }
        guard expectations.allSatisfy({ $0.lowercased() == "100-continue" }) else { throw .expectation }
        return true
    }

    /// Origin-form, or `*` of OPTIONS (RFC 9112 section 3.2): this server is nobody's proxy.
    static func checkTarget(_ head: HTTPRequestHead) throws(Refusal) {
        if head.method == .OPTIONS, head.uri == "*" { return }
        guard head.uri.utf8.first == UInt8(ascii: "/") else { throw .target }
        // Visible ASCII; a fragment never travels (RFC 9110 section 4.2.5).
        guard head.uri.utf8.allSatisfy({ (0x21...0x7e).contains($0) && $0 != UInt8(ascii: "#") }) else {
            throw .target
        }
    }

    /// Exactly one Host, of the characters of uri-host and port (RFC 9112 section 3.2); 1.0 knows no Host.
    private static func checkHost(_ head: HTTPRequestHead) throws(Refusal) {
        let hosts = head.headers["Host"]
        if hosts.isEmpty, head.version == .http1_0 { return }
        guard hosts.count == 1, hosts[0].utf8.allSatisfy(isHostByte) else { throw .host }
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default:
            "-._~%!$&'()*+;=:[]".utf8.contains(byte)
        }
    }

    /// One length, stated once, in the one way that cannot be read otherwise (RFC 9112 section 6).
    private static func framing(of head: HTTPRequestHead) throws(Refusal) -> BodyLength {
        let lengths = head.headers["Content-Length"]
        let codings = head.headers["Transfer-Encoding"]
        if !codings.isEmpty {
            guard codings.count == 1, codings[0].lowercased() == "chunked", lengths.isEmpty, head.version == .http1_1
            else { throw .framing }
            return .chunked
        }
        guard let length = lengths.first else { return .none }
        guard lengths.count == 1, !length.isEmpty,
            length.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), let bytes = Int(length)
        else { throw .framing }
        return bytes == 0 ? .none : .known(bytes)
    }
}
