import SteelcutNIOServer
import SteelcutRawHTTP
import Testing

/// `Expect: 100-continue` (RFC 9110 section 10.1.1).
@Suite struct Expectations {
    @Test(arguments: ["100-continue", "100-Continue"])
    func `a client that waits is told to go on`(expectation: String) async throws {
        try await ServerUnderTest.with(EchoEndpoint()) { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send(
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: \(expectation)\r\n\r\n")
            let interim = try await client.response()
            #expect(interim.status == 100)
            #expect(interim.fields.isEmpty)
            try await client.send("hello")
            #expect(try await client.response().text == "POST /\nhello")
        }
    }

    @Test func `a body that is too long is refused instead`() async throws {
        let endpoint = EchoEndpoint()
        try await ServerUnderTest.with(endpoint) { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send(
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 16385\r\nExpect: 100-continue\r\n\r\n")
            let response = try await client.response()
            #expect(response.status == 413)
            #expect(response["Connection"] == "close")
            #expect(try await client.rest().isEmpty)
            #expect(endpoint.calls.value == 0)
        }
    }

    @Test(arguments: [
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nExpect: 100-continue\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n",
        "POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 0\r\n\r\n",
        "POST / HTTP/1.0\r\nExpect: something\r\nContent-Length: 0\r\n\r\n",
    ])
    func `who need not wait is not told`(request: String) async throws {
        try await ServerUnderTest.with(EchoEndpoint()) { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send(request)
            #expect(try await client.response().status == 200)
        }
    }
}
