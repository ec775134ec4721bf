import NIOHTTP1
import SteelcutEndpoints

/// What of a request's head the parser lets pass and this server does not (RFC 9112).
struct StrictHeadCheck {
    private let head: HTTPRequestHead
    private var host = StrictHead.SingleField()
    private var length = StrictHead.SingleField()
    private var coding = StrictHead.SingleField()
    private var expectations: [String] = []
    /// Whether the client offers another protocol (RFC 9110 section 7.8).
    private(set) var offersUpgrade = false

    /// Looks once through all fields for those that say how the rest is to be read.
    init(_ head: HTTPRequestHead) {
        self.head = head
        for (name, value) in head.headers {
            // Few names are of such a length, and only those are looked at letter by letter.
            switch name.utf8.count {
            case 4 where name.isField("host"): host.add(value)
            case 6 where name.isField("expect"): expectations.append(value)
            case 7 where name.isField("upgrade"): offersUpgrade = true
            case 14 where name.isField("content-length"): length.add(value)
            case 17 where name.isField("transfer-encoding"): coding.add(value)
            default: continue
            }
        }
    }

    /// The length of the body; throws the refusal that a head deserves.
    func bodyLength() throws(UnreadableRequest) -> StrictHead.BodyLength {
        guard head.version == .http1_1 || head.version == .http1_0 else { throw .version }
        // The other methods that the parser knows and SwiftNIO has no name for belong to RTSP and Icecast.
        if case .RAW(let name) = head.method, name != "QUERY" { throw .malformed }
        try checkTarget()
        try checkHost()
        return try StrictHead.bodyLength(length, coding, knowsChunked: head.version == .http1_1)
    }

    /// Whether the client waits for 100 (RFC 9110 section 10.1.1); throws 417 for any other expectation.
    func expectsContinue() throws(UnreadableRequest) -> Bool {
        // A 1.0 client can't know of interim responses.
        guard !expectations.isEmpty, head.version == .http1_1 else { return false }
        try StrictHead.checkExpectations(expectations)
        return true
    }

    /// Throws the refusal that a target deserves.
    func checkTarget() throws(UnreadableRequest) {
        try StrictHead.checkTarget(head.uri, isOptions: head.method == .OPTIONS)
    }

    /// Exactly one Host; 1.0 knows none.
    private func checkHost() throws(UnreadableRequest) {
        if host.value == nil, head.version == .http1_0 { return }
        guard let value = host.value, !host.isRepeated, StrictHead.isHost(value) else { throw .host }
    }
}

extension String {
    /// Whether it is the name of that field, given in small letters, in whatever letters (RFC 9110 section 5.1).
    fileprivate func isField(_ name: String) -> Bool {
        let (these, those) = (utf8.span, name.utf8.span)
        guard these.count == those.count else { return false }
        for place in those.indices {
            let byte = these[place]
            let isCapital = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
            guard (isCapital ? byte | 0x20 : byte) == those[place] else { return false }
        }
        return true
    }
}
