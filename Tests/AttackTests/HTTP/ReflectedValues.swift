import HTTPTypes
import SteelcutEndpoints
import SteelcutRawHTTP
import Testing

/// Whatever an endpoint puts into a response, it stays one response (CVE-2022-3215, CVE-2026-28970).
@Suite struct ReflectedValues {
    @Test(arguments: [
        "a\r\nX-Injected: b",
        "a\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
        "a\nX-Injected: b",
        "a\rX-Injected: b",
        "a\u{0}b",
        "a\u{85}X-Injected: b",
        "\u{10A}\u{10D}X-Injected: b",
    ])
    func `cannot split a response`(value: String) async throws {
        let name = try #require(HTTPField.Name("X-Reflected"))
        let endpoint = FixedEndpoint(
            HTTPResponse.Status(code: 200, reasonPhrase: value), [name: value], Array("body".utf8))
        try await ServerUnderTest.with(endpoint) { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            let response = try await client.response()
            #expect(response.status == 200)
            #expect(response["X-Reflected"] != nil)
            #expect(response["X-Injected"] == nil)
            #expect(response.text == "body")
            let rest = try await client.rest()
            #expect(rest.isEmpty)
        }
    }

    @Test func `a request id that was sent is not given back`() async throws {
        try await ServerUnderTest.with(EchoEndpoint()) { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\nX-Request-Id: mine\r\nDate: mine\r\n\r\n")
            let response = try await client.response()
            #expect(response["X-Request-Id"] == "request-1")
        }
    }

    /// Fields by which a response would end elsewhere than it does.
    @Test func `an endpoint does not set the fields of the transport`() async throws {
        let endpoint = FixedEndpoint(
            .ok,
            [
                .contentLength: "1", .transferEncoding: "chunked", .connection: "upgrade", .date: "never",
            ], Array("body".utf8))
        try await ServerUnderTest.with(endpoint) { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n")
            for _ in 1...2 {
                let response = try await client.response()
                #expect(response["Content-Length"] == "4")
                #expect(response["Transfer-Encoding"] == nil)
                #expect(response["Connection"] == nil)
                #expect(response["Date"] == "Sun, 06 Nov 1994 08:49:37 GMT")
                #expect(response.text == "body")
            }
        }
    }
}
