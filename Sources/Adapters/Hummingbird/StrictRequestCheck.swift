#if Hummingbird
import HTTPTypes

/// What of a request Hummingbird lets pass and the programs' own front end does not (RFC 9112), as far as Hummingbird
/// tells it: the version of HTTP is not to be had here.
enum StrictRequestCheck {
    /// How long the body is, zero where there is none; `nil` where only reading it tells.
    ///
    /// - Throws: `Refusal`, in the order of the programs' front end.
    static func bodyLength(of request: HTTPRequest, headerListLimit: Int) throws(Refusal) -> Int? {
        try checkHeaderList(request, limit: headerListLimit)
        try checkTarget(request)
        try checkHost(request)
        let length = try framing(of: request.headerFields)
        // RFC 9110 section 10.1.1. Hummingbird does not send 100: a client that waits for it sends after a while.
        let expectations = request.headerFields[values: .expect]
        guard expectations.allSatisfy({ $0.lowercased() == "100-continue" }) else { throw .expectation }
        return length
    }

    private static func checkHeaderList(_ request: HTTPRequest, limit: Int) throws(Refusal) {
        let target = (request.path?.utf8.count ?? 0) + (request.authority?.utf8.count ?? 0)
        let size = request.headerFields.reduce(target) { $0 + $1.name.rawName.utf8.count + $1.value.utf8.count }
        guard size <= limit else { throw .headerList }
    }

    /// Origin-form, or `*` of OPTIONS (RFC 9112 section 3.2).
    private static func checkTarget(_ request: HTTPRequest) throws(Refusal) {
        let target = request.path ?? ""
        if request.method == .options, target == "*" { return }
        // Visible ASCII; a fragment never travels (RFC 9110 section 4.2.5).
        guard target.utf8.first == UInt8(ascii: "/"),
            target.utf8.allSatisfy({ (0x21...0x7e).contains($0) && $0 != UInt8(ascii: "#") })
        else { throw .target }
    }

    /// Exactly one Host (RFC 9112 section 3.2): the first one is the authority, further ones are fields.
    private static func checkHost(_ request: HTTPRequest) throws(Refusal) {
        guard let host = request.authority, !request.headerFields.contains(.host), host.utf8.allSatisfy(isHostByte)
        else { throw .host }
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
    private static func framing(of fields: HTTPFields) throws(Refusal) -> Int? {
        let lengths = fields[values: .contentLength]
        let codings = fields[values: .transferEncoding]
        if !codings.isEmpty {
            guard codings.count == 1, codings[0].lowercased() == "chunked", lengths.isEmpty else { throw .framing }
            return nil
        }
        guard let length = lengths.first else { return 0 }
        guard lengths.count == 1, !length.isEmpty,
            length.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), let bytes = Int(length)
        else { throw .framing }
        return bytes
    }
}
#endif
