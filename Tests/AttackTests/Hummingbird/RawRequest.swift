import HTTPTypes
import SteelcutRawHTTP

/// A request as bytes on the wire.
enum RawRequest {
    /// Sends a request without a body on a connection of its own, and reads the answer.
    static func send(_ request: HTTPRequest, to port: Int) async throws -> RawResponse {
        var head = "\(request.method.rawValue) \(request.path ?? "") HTTP/1.1\r\nHost: \(request.authority ?? "")\r\n"
        for field in request.headerFields { head += "\(field.name.rawName): \(field.value)\r\n" }
        return try await send(head + "\r\n", to: port)
    }

    /// Sends text, and reads the answer.
    static func send(_ text: String, to port: Int) async throws -> RawResponse {
        let client = try await RawClient.connect(to: port)
        client.sendWithoutWaiting(Array(text.utf8))
        let response = try await client.response(hasBody: !text.hasPrefix("HEAD "))
        client.close()
        return response
    }
}
