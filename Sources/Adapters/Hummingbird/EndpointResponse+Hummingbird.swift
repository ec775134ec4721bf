#if Hummingbird
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import SteelcutEndpoints

extension EndpointResponse {
    /// The response in the form in which Hummingbird sends it: as the programs' own front end would.
    func hummingbird(method: HTTPRequest.Method, requestID: String) -> Response {
        var head = self.head
        for name in Self.own { head.headerFields[name] = nil }
        head.headerFields.append(HTTPField(name: .requestID, value: requestID))
        // 1xx would leave the client waiting for more.
        if !(200...599).contains(head.status.code) { head.status = .internalServerError }
        // RFC 9110 section 8.6: no length with 204; with 304 it may be left out.
        if [.noContent, .notModified].contains(head.status) {
            var response = Response(status: head.status, headers: head.headerFields)
            response.headers[.contentLength] = nil
            return response
        }
        head.headerFields[.contentLength] = String(body.count)
        // Section 9.3.2: HEAD is answered like GET, without the body.
        let content = method == .head ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: body))
        return Response(status: head.status, headers: head.headerFields, body: content)
    }

    /// Notes why a request was refused, where the caller must not know it so exactly: overload is a warning, any other
    /// failure of ours an error.
    func note(to logger: Logger) {
        guard let cause else { return }
        let level: Logger.Level =
            switch head.status.code {
            case 503: .warning
            case 500...: .error
            default: .info
            }
        logger.log(
            level: level, "request refused",
            metadata: ["status": .stringConvertible(head.status.code), "cause": .string(cause)])
    }

    /// Fields that an endpoint doesn't get to set.
    private static let own: [HTTPField.Name] = [.date, .contentLength, .connection, .transferEncoding, .requestID]
}

extension RequestContext {
    /// The request's name in Hummingbird's log, for `X-Request-Id`; one of its own where the log keeps none.
    var requestID: String {
        logger[metadataKey: "hb.request.id"].map { "\($0)" } ?? String(UInt64.random(in: .min ... .max), radix: 16)
    }
}

extension HTTPField.Name {
    /// The name is a token, so the initializer can't fail; the other operand only spares a trap.
    static let requestID = HTTPField.Name("X-Request-Id") ?? .date
}
#endif
