import HTTPTypes
import NIOCore
import NIOHTTP1
import SteelcutEndpoints

/// A response in the form in which it leaves: the endpoint's fields, and the front end's own.
struct OutgoingResponse {
    let head: HTTPResponseHead
    /// Empty where the method or the status forbids one.
    let body: [UInt8]

    init(_ response: EndpointResponse, isHead: Bool, date: String, requestID: String, isLast: Bool, isVersion1_0: Bool)
    {
        let code = response.head.status.code
        // 1xx would leave the client waiting for more.
        let status = HTTPResponseStatus(statusCode: (200...599).contains(code) ? code : 500)
        var headers = HTTPHeaders()
        headers.reserveCapacity(response.head.headerFields.count + 4)
        for field in response.head.headerFields where !Self.own.contains(field.name) {
            headers.add(name: field.name.rawName, value: field.value)
        }
        headers.add(name: "Date", value: date)
        headers.add(name: "X-Request-Id", value: requestID)
        // RFC 9110 section 8.6: no length with 204; with 304 it may be left out.
        let mayHaveBody = code != 204 && code != 304
        if mayHaveBody { headers.add(name: "Content-Length", value: String(response.body.count)) }
        if isLast {
            headers.add(name: "Connection", value: "close")
        } else if isVersion1_0 {
            headers.add(name: "Connection", value: "keep-alive")
        }
        head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
        body = mayHaveBody && !isHead ? response.body : []
    }

    /// Fields that an endpoint doesn't get to set.
    private static let own: Set<HTTPField.Name> = [
        .date, .contentLength, .connection, .transferEncoding, HTTPField.Name("X-Request-Id") ?? .date,
    ]
}
