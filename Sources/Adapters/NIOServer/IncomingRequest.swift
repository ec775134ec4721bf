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

/// A request that is being read, or has been.
struct IncomingRequest: Sendable {
    let asked: Asked
    let request: HTTPRequest
    let isVersion1_0: Bool
    /// Whether the client wants, or needs, the connection closed afterwards.
    let isLast: Bool
    /// Whether the client may go on sending what nobody reads.
    var isCutShort = false
    var body: [UInt8] = []

    /// Translates the parser's head; `nil` where a method or field name has no translation.
    init?(_ head: HTTPRequestHead, asked: Asked, isSecure: Bool) {
        guard let method = HTTPRequest.Method(rawValue: head.method.rawValue) else { return nil }
        var fields = HTTPFields()
        fields.reserveCapacity(head.headers.count)
        var authority: String?
        for (name, value) in head.headers {
            guard let name = HTTPField.Name(name) else { return nil }
            if name == Self.host { authority = value } else { fields.append(HTTPField(name: name, value: value)) }
        }
        request = HTTPRequest(
            method: method, scheme: isSecure ? "https" : "http", authority: authority, path: head.uri,
            headerFields: fields)
        isVersion1_0 = head.version == .http1_0
        // The parser stops after a request that offers an upgrade (h2c, WebSocket); the offer is declined.
        isLast = !head.isKeepAlive || head.headers.contains(name: "Upgrade")
        self.asked = asked
    }

    private static let host = HTTPField.Name("Host")
}
