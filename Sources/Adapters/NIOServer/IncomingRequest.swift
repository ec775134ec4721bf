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
    let asked: Asked
    let request: HTTPRequest
    let isVersion1_0: Bool
    /// Whether the client wants, or needs, the connection closed afterwards.
    let isLast: Bool
    /// Whether the client may go on sending what nobody reads.
    var isCutShort = false
    var body: [UInt8] = []

    /// Translates the parser's head; `nil` where a method or field name has no translation.
    init?(_ head: HTTPRequestHead, asked: Asked, isSecure: Bool, offersUpgrade: Bool) {
        guard let method = Self.method(head.method) else { return nil }
        var fields = HTTPFields()
        fields.reserveCapacity(head.headers.count)
        var authority: String?
        for (name, value) in head.headers {
            guard let name = Self.fieldName(name) else { return nil }
            if name == Self.host { authority = value } else { fields.append(HTTPField(name: name, value: value)) }
        }
        self.asked = asked
        request = HTTPRequest(
            method: method, scheme: isSecure ? "https" : "http", authority: authority, path: head.uri,
            headerFields: fields)
        isVersion1_0 = head.version == .http1_0
        // The parser stops after a request that offers an upgrade (h2c, WebSocket); the offer is declined.
        isLast = !head.isKeepAlive || offersUpgrade
    }

    private static let host = HTTPField.Name("Host")

    private static func method(_ method: HTTPMethod) -> HTTPRequest.Method? {
        switch method {
        case .GET: .get
        case .POST: .post
        default: HTTPRequest.Method(rawValue: method.rawValue)
        }
    }

    /// Names as most clients spell them are told apart at a glance; any other is looked at letter by letter.
    private static func fieldName(_ name: String) -> HTTPField.Name? {
        switch name {
        case "Host", "host": host
        case "Authorization", "authorization": .authorization
        case "Content-Type", "content-type": .contentType
        case "Content-Length", "content-length": .contentLength
        case "Accept", "accept": .accept
        case "User-Agent", "user-agent": .userAgent
        case "Accept-Encoding", "accept-encoding": .acceptEncoding
        case "Connection", "connection": .connection
        default: HTTPField.Name(name)
        }
    }
}
