import HTTPTypes
import SteelcutEndpoints
import SteelcutRawHTTP
import Testing

extension Transport {
    /// Goes through a front end over a real socket, a connection a request.
    ///
    /// Each request must reach the endpoint as it was sent, and each answer the client as the endpoint gave it, to the
    /// byte: but for `Date` and `X-Request-Id`, and what frames a message in HTTP/1.1, a front end adds nothing.
    ///
    /// - Parameters:
    ///   - name: The front end's name.
    ///   - serve: Starts it over an endpoint, as long as this process lives, and returns its port.
    static func overSocket(
        _ name: String, _ serve: @escaping @Sendable (any Endpoint) async throws -> Int
    ) -> Transport {
        let switchboard = Switchboard()
        let port = Task { try await serve(switchboard) }
        return Transport(testDescription: name) { request, body, endpoint in
            let port = try await port.value
            let host = switchboard.connect(endpoint, as: request.authority)
            let received: Result<RawResponse, any Error>
            do {
                let client = try await RawClient.connect(to: port)
                client.sendWithoutWaiting(bytes(of: request, body, host: host))
                received = .success(try await client.response(hasBody: request.method != .head))
                client.close()
            } catch { received = .failure(error) }
            let exchanges = switchboard.disconnect(host)
            let response = try received.get()
            try #require(exchanges.count == 1, "\(name) answered by itself: \(response.status) \(response.text)")
            return try answer(response, to: request, body, exchanges[0])
        }
    }

    /// The request in HTTP/1.1.
    private static func bytes(of request: HTTPRequest, _ body: [UInt8], host: String) -> [UInt8] {
        var lines = ["\(request.method.rawValue) \(request.path ?? "") HTTP/1.1", "Host: \(host)"]
        lines += request.headerFields.map { "\($0.name.rawName): \($0.value)" }
        if !body.isEmpty || request.method == .post { lines.append("Content-Length: \(body.count)") }
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
    }

    /// What came back, once it is sure that the front end changed nothing on either way.
    private static func answer(
        _ received: RawResponse, to request: HTTPRequest, _ body: [UInt8], _ exchange: Switchboard.Exchange
    ) throws -> Answer {
        var seen = exchange.request
        seen.headerFields[.contentLength] = nil
        #expect(seen == request)
        if let seenBody = exchange.body { #expect(seenBody == body) }

        let given = exchange.response
        #expect(received.status == given.head.status.code)
        let added = ["date", "x-request-id", "content-length", "connection"]
        let rest = received.fields.filter { !added.contains($0.name.lowercased()) }.map { "\($0.name): \($0.value)" }
        #expect(rest == given.head.headerFields.map { "\($0.name.rawName): \($0.value)" })
        #expect(received["Date"] != nil && received["X-Request-Id"] != nil)
        #expect(received["Connection"] == nil || received["Connection"] == "close")
        if ![204, 304].contains(received.status) { #expect(received["Content-Length"] == "\(given.body.count)") }
        if request.method != .head { #expect(received.body == given.body) }

        var fields = HTTPFields()
        for field in received.fields {
            fields.append(HTTPField(name: try #require(HTTPField.Name(field.name)), value: field.value))
        }
        // What frames the message is no part of it.
        fields[.contentLength] = nil
        fields[.connection] = nil
        return Answer(status: received.status, fields: fields, body: received.body, cause: given.cause)
    }
}
