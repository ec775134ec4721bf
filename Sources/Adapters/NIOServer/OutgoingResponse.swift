import HTTPTypes
import NIOCore
import NIOHTTP1
import SteelcutEndpoints

/// A response in the form in which it leaves: the endpoint's fields, and the front end's own.
///
/// It is written by us, byte for byte (RFC 9112 sections 4 and 5): names and values are `HTTPField`'s, which has no line
/// ends in either.
struct OutgoingResponse {
    let response: EndpointResponse
    /// Whether it answers HEAD: everything but the body.
    let isHead: Bool
    let date: String
    let requestID: String
    /// Whether the connection ends with it.
    let isLast: Bool
    let isVersion1_0: Bool

    /// Appends the whole response to what is to be sent.
    func write(to buffer: inout ByteBuffer) {
        let code = response.head.status.code
        // RFC 9110 section 8.6: no length with 204; with 304 it may be left out.
        let mayHaveBody = code != 204 && code != 304
        buffer.reserveCapacity(minimumWritableBytes: 512 + (mayHaveBody ? response.body.count : 0))
        writeStatusLine(code, to: &buffer)
        if let lines = response.preparedLines {
            buffer.writeBytes(lines)
        } else {
            for field in response.head.headerFields where !Self.isOwn(field.name) {
                buffer.writeBytes(PreparedHead.line(of: field))
            }
        }
        buffer.writeStaticString("Date: ")
        buffer.writeString(date)
        buffer.writeStaticString("\r\nX-Request-Id: ")
        buffer.writeString(requestID)
        if mayHaveBody {
            buffer.writeStaticString("\r\nContent-Length: ")
            buffer.writeString(String(response.body.count))
        }
        if isLast {
            buffer.writeStaticString("\r\nConnection: close")
        } else if isVersion1_0 {
            buffer.writeStaticString("\r\nConnection: keep-alive")
        }
        buffer.writeStaticString("\r\n\r\n")
        if mayHaveBody, !isHead { buffer.writeBytes(response.body) }
    }

    private func writeStatusLine(_ code: Int, to buffer: inout ByteBuffer) {
        guard code != 200 else { return _ = buffer.writeStaticString("HTTP/1.1 200 OK\r\n") }
        // 1xx would leave the client waiting for more.
        let status = HTTPResponseStatus(statusCode: (200...599).contains(code) ? code : 500)
        buffer.writeString("HTTP/1.1 \(status.code) \(status.reasonPhrase)\r\n")
    }

    /// Fields that an endpoint doesn't get to set.
    private static func isOwn(_ name: HTTPField.Name) -> Bool {
        switch name.canonicalName {
        case "date", "content-length", "connection", "transfer-encoding", "x-request-id": true
        default: false
        }
    }
}
