import HTTPTypes
import NIOCore
import NIOHTTP1

/// What the log and the answer need to know of a request, however little of it could be read.
struct Asked: Sendable {
    let id: String
    let began = NIODeadline.now()
    var method: String?
    var target: String?
}

/// A request that is being read, or has been; it lives on its connection's event loop.
final class IncomingRequest {
    /// What a request's head comes to.
    struct Head {
        let request: HTTPRequest
        let isVersion1_0: Bool
        /// Whether the client wants, or needs, the connection closed afterwards.
        let isLast: Bool
        /// Whether it may be remembered for a request that begins with the same bytes: nothing but the body follows it, and
        /// it doesn't say who asks.
        let isRepeatable: Bool
    }

    let asked: Asked
    let head: Head
    /// Whether the client may go on sending what nobody reads.
    var isCutShort = false
    var body: [UInt8]

    init(_ head: Head, asked: Asked, body: [UInt8] = []) {
        self.head = head
        self.asked = asked
        self.body = body
    }
}

extension IncomingRequest.Head {
    /// Translates the parser's head; `nil` where a method or field name has no translation.
    init?(_ head: HTTPRequestHead, isSecure: Bool, offersUpgrade: Bool) {
        guard let method = Self.method(head.method) else { return nil }
        var fields = HTTPFields()
        fields.reserveCapacity(head.headers.count)
        var authority: String?
        var isImpersonal = true
        for (name, value) in head.headers {
            let field = Self.field(name)
            guard let name = field.name else { return nil }
            isImpersonal = isImpersonal && field.isImpersonal
            if name == Self.host { authority = value } else { fields.append(HTTPField(name: name, value: value)) }
        }
        request = HTTPRequest(
            method: method, scheme: isSecure ? "https" : "http", authority: authority, path: head.uri,
            headerFields: fields)
        isVersion1_0 = head.version == .http1_0
        // The parser stops after a request that offers an upgrade (h2c, WebSocket); the offer is declined.
        isLast = !head.isKeepAlive || offersUpgrade
        isRepeatable = isImpersonal && !isLast && (method == .get || method == .post) && !head.uri.utf8.contains(0x3F)
    }

    private static let host = HTTPField.Name("Host")

    private static func method(_ method: HTTPMethod) -> HTTPRequest.Method? {
        switch method {
        case .GET: .get
        case .POST: .post
        default: HTTPRequest.Method(rawValue: method.rawValue)
        }
    }

    /// A field's name, where it may be one, and whether it tells neither who asks nor how the rest is to be read.
    ///
    /// Names as most clients spell them are told apart at a glance; any other is looked at letter by letter.
    private static func field(_ name: String) -> (name: HTTPField.Name?, isImpersonal: Bool) {
        switch name {
        case "Host", "host": (host, true)
        case "Authorization", "authorization": (.authorization, false)
        case "Content-Type", "content-type": (.contentType, true)
        case "Content-Length", "content-length": (.contentLength, true)
        case "Accept", "accept": (.accept, true)
        case "User-Agent", "user-agent": (.userAgent, true)
        case "Accept-Encoding", "accept-encoding": (.acceptEncoding, true)
        case "Connection", "connection": (.connection, true)
        default: (HTTPField.Name(name), false)
        }
    }
}
