import HTTPTypes
import NIOPosix
import SteelcutEndpoints
import SteelcutNIOServer
import SteelcutRawHTTP
import Testing

@Suite struct AnswersOverHTTP {
    @Test func `a response carries date, request id and length, and no server's name`() async throws {
        try await ServerUnderTest.with(EchoEndpoint()) { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send("POST /a?b=c HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello")
            let response = try await client.response()
            #expect(response.status == 200)
            #expect(response.text == "POST /a?b=c\nhello")
            #expect(response["Date"] == "Sun, 06 Nov 1994 08:49:37 GMT")
            #expect(response["X-Request-Id"] == "request-1")
            #expect(response["Content-Length"] == "17")
            #expect(response["Content-Type"] == "text/plain")
            #expect(response.fields.count == 4)
        }
    }

    @Test func `a connection serves one request after the other`() async throws {
        try await ServerUnderTest.with(EchoEndpoint()) { server in
            let client = try await RawClient.connect(to: server.port)
            for number in 1...3 {
                try await client.send("GET /\(number) HTTP/1.1\r\nHost: a\r\n\r\n")
                let response = try await client.response()
                #expect(response.text == "GET /\(number)\n")
                #expect(response["X-Request-Id"] == "request-\(number)")
                #expect(response["Connection"] == nil)
            }
        }
    }

    @Test func `HEAD gets the fields of GET and no body`() async throws {
        try await ServerUnderTest.with(FixedEndpoint(bytes: 7)) { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n")
            let head = try await client.response(hasBody: false)
            #expect(head["Content-Length"] == "7")
            #expect(try await client.response().body.count == 7)
        }
    }

    @Test(arguments: [HTTPResponse.Status.noContent, .notModified])
    func `some statuses have no body, whatever the endpoint says`(status: HTTPResponse.Status) async throws {
        try await ServerUnderTest.with(FixedEndpoint(status, [:], [1, 2, 3])) { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            let response = try await client.response()
            #expect(response.status == status.code)
            #expect(response["Content-Length"] == nil)
            #expect(try await client.rest().isEmpty)
        }
    }

    @Test(arguments: [100, 101, 199, 600, 999, 0])
    func `a status that ends no request becomes 500`(code: Int) async throws {
        try await ServerUnderTest.with(FixedEndpoint(.init(code: code))) { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.response().status == 500)
        }
    }

    @Test(arguments: [
        ("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "close"),
        ("GET / HTTP/1.1\r\nHost: a\r\nConnection: CLOSE\r\n\r\n", "close"),
        ("GET / HTTP/1.0\r\n\r\n", "close"),
        ("GET / HTTP/1.0\r\nHost: a\r\n\r\n", "close"),
        ("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", "keep-alive"),
        ("GET / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\n\r\n", nil),
        // Declined offers; the parser would not go on reading HTTP after them.
        ("GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n\r\n", "close"),
        ("GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n", "close"),
    ])
    func `a connection is kept or closed as the client wants`(request: String, connection: String?) async throws {
        try await ServerUnderTest.with(EchoEndpoint()) { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send(request)
            let response = try await client.response()
            #expect(response.status == 200)
            #expect(response["Connection"] == connection)
            if connection == "close" {
                #expect(try await client.rest().isEmpty)
            } else {
                try await client.send("GET /again HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(try await client.response().text == "GET /again\n")
            }
        }
    }

    @Test func `a body is read although an upgrade is offered with it`() async throws {
        try await ServerUnderTest.with(EchoEndpoint()) { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send(
                "POST / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\nContent-Length: 5\r\n\r\nhello")
            #expect(try await client.response().text == "POST /\nhello")
        }
    }

    @Test(arguments: ["OPTIONS *", "QUERY /", "PROPFIND /", "TRACE /", "DELETE /"])
    func `methods are the endpoint's business`(line: String) async throws {
        try await ServerUnderTest.with(EchoEndpoint()) { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send("\(line) HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.response().text == "\(line)\n")
        }
    }

    @Test(arguments: ["a", "a:5000", "[::1]:5000", "", "A-b_c.example"])
    func `a Host of any form is taken`(host: String) async throws {
        try await ServerUnderTest.with(EchoEndpoint()) { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send("GET / HTTP/1.1\r\nHost: \(host)\r\n\r\n")
            #expect(try await client.response().status == 200)
        }
    }

    @Test func `a request in single bytes is one request`() async throws {
        try await ServerUnderTest.with(EchoEndpoint()) { server in
            let client = try await RawClient.connect(to: server.port)
            for byte in "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi".utf8 {
                try await client.send([byte])
            }
            #expect(try await client.response().text == "POST /a\nhi")
        }
    }

    @Test func `a large response comes whole`() async throws {
        try await ServerUnderTest.with(FixedEndpoint(bytes: 3_000_001)) { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            #expect(try await client.response().body.count == 3_000_001)
            #expect(try await client.rest().isEmpty)
        }
    }

    @Test func `an endpoint that does not wait never leaves the event loop`() async throws {
        try await ServerUnderTest.with(ThreadEndpoint()) { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.response().text == "on an event loop")
        }
    }
}

/// Tells where it was run.
private struct ThreadEndpoint: Endpoint {
    func respond(to request: HTTPRequest, body: [UInt8]) async -> EndpointResponse {
        let place = MultiThreadedEventLoopGroup.currentEventLoop == nil ? "elsewhere" : "on an event loop"
        return EndpointResponse(head: HTTPResponse(status: .ok), body: Array(place.utf8))
    }

    func respond(toOversized request: HTTPRequest) -> EndpointResponse {
        EndpointResponse(head: HTTPResponse(status: .contentTooLarge))
    }
}
