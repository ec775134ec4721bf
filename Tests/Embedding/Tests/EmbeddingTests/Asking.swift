import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// What came back.
struct Answer: Sendable {
    let status: UInt
    let challenge: String?
    let text: String
}

/// Asks over a real socket, with somebody else's client.
func ask(
    _ url: String, _ method: HTTPMethod = .GET, token: String? = nil, body: String? = nil,
    basic: (id: String, secret: String)? = nil
) async throws -> Answer {
    var request = HTTPClientRequest(url: url)
    request.method = method
    if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
    if let basic { request.setBasicAuth(username: basic.id, password: basic.secret) }
    if let body {
        request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
        request.body = .bytes(ByteBuffer(string: body))
    }
    let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
    return Answer(
        status: response.status.code, challenge: response.headers.first(name: "WWW-Authenticate"),
        text: String(buffer: try await response.body.collect(upTo: 65_536)))
}
