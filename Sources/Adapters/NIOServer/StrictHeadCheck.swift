import NIOHTTP1
import SteelcutEndpoints

/// What of a request's head the parser lets pass and this server does not (RFC 9112).
enum StrictHeadCheck {
    /// The length of the body; throws the refusal that a head deserves.
    static func bodyLength(of head: HTTPRequestHead) throws(UnreadableRequest) -> StrictHead.BodyLength {
        guard head.version == .http1_1 || head.version == .http1_0 else { throw .version }
        // The other methods that the parser knows and SwiftNIO has no name for belong to RTSP and Icecast.
        if case .RAW(let name) = head.method, name != "QUERY" { throw .malformed }
        try checkTarget(head)
        try checkHost(head)
        return try StrictHead.bodyLength(
            lengths: head.headers["Content-Length"], codings: head.headers["Transfer-Encoding"],
            knowsChunked: head.version == .http1_1)
    }

    /// Whether the client waits for 100 (RFC 9110 section 10.1.1); throws 417 for any other expectation.
    static func expectsContinue(_ head: HTTPRequestHead) throws(UnreadableRequest) -> Bool {
        let expectations = head.headers["Expect"]
        // A 1.0 client can't know of interim responses.
        guard !expectations.isEmpty, head.version == .http1_1 else { return false }
        try StrictHead.checkExpectations(expectations)
        return true
    }

    static func checkTarget(_ head: HTTPRequestHead) throws(UnreadableRequest) {
        try StrictHead.checkTarget(head.uri, isOptions: head.method == .OPTIONS)
    }

    /// Exactly one Host; 1.0 knows none.
    private static func checkHost(_ head: HTTPRequestHead) throws(UnreadableRequest) {
        let hosts = head.headers["Host"]
        if hosts.isEmpty, head.version == .http1_0 { return }
        guard hosts.count == 1, StrictHead.isHost(hosts[0]) else { throw .host }
    }
}
