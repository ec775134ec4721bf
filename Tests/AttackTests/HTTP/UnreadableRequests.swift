import SteelcutDomain
import SteelcutEndpoints
import SteelcutNIOServer
import SteelcutRawHTTP
import Testing

/// What is refused before any endpoint sees it has the form of the endpoint's refusals: on the resource server `error`
/// stands in a body only where a challenge has one (contract section 5).
@Suite struct UnreadableRequests {
    static let requests: [(text: String, status: Int)] = [
        ("GET / HTTP/1.1\r\n\r\n", 400), ("GET / HTTP/3.0\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "y", count: 20_000))\r\n\r\n", 431),
        ("POST /token HTTP/1.1\r\nHost: a\r\nExpect: x\r\nContent-Length: 1\r\n\r\nx", 417),
        ("GET /api_v0.0.1 HTTP/1.1\r\nHost: a\r\nContent-Length: 99999\r\n\r\n", 413),
        ("POST /token HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n", 408),
    ]

    @Test(arguments: requests)
    func `are refused in the endpoint's form`(_ row: (text: String, status: Int)) async throws {
        for (endpoint, code) in [
            (try TokenFixture(over: .direct).endpoint as any Endpoint, "invalid_request" as String?),
            (try BearerFixture(over: .direct).endpoint, nil),
        ] {
            // Each of them lacks the other's document.
            let status = row.status == 413 && code != nil ? 404 : row.status
            try await ServerUnderTest.with(endpoint, limits: .init(requestTime: .milliseconds(300))) { server in
                let client = try await RawClient.connect(to: server.port)
                try await client.send(row.text)
                let response = try await client.response()
                #expect(response.status == status)
                #expect(response["Content-Type"] == "application/json")
                #expect(response["Cache-Control"] == "no-store")
                #expect(response["WWW-Authenticate"] == nil)
                let json = try JSONReader.read(Array(response.text.utf8))
                if status != 404 { #expect(json["error"]?.string == code) }
                #expect(json["error_description"]?.string?.isEmpty == false)
            }
        }
    }
}
