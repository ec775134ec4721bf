import SteelcutNIOServer
import SteelcutRawHTTP
import Testing

/// Requests that come drop by drop (slowloris): a deadline for the whole, however busy the connection looks.
@Suite struct SlowRequests {
    private let limits = HTTPLimits(requestTime: .milliseconds(300), idleTime: .seconds(30))

    @Test(arguments: ["G", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: a\r\nX: ", "\r\n"])
    func `a head that does not end is cut off`(begin: String) async throws {
        let endpoint = EchoEndpoint()
        try await ServerUnderTest.with(endpoint, limits: limits) { server in
            let client = try await RawClient.connect(
                to: server.port, sending: begin)
            let answer = try await client.rest()
            #expect(answer.isEmpty)
            #expect(endpoint.calls.value == 0)
        }
    }

    @Test(arguments: [
        "Content-Length: 10\r\n\r\nhello", "Transfer-Encoding: chunked\r\n\r\n5\r\nhel", "Content-Length: 1\r\n\r\n",
        "Content-Length: 10\r\nExpect: 100-continue\r\n\r\n",
    ])
    func `a body that does not end gets 408`(rest: String) async throws {
        let endpoint = EchoEndpoint()
        try await ServerUnderTest.with(endpoint, limits: limits) { server in
            let client = try await RawClient.connect(
                to: server.port, sending: "POST / HTTP/1.1\r\nHost: a\r\n\(rest)")
            if rest.contains("Expect") {
                let interim = try await client.response()
                #expect(interim.status == 100)
            }
            let response = try await client.response()
            #expect(response.status == 408)
            #expect(response["Connection"] == "close")
            let more = try await client.rest()
            #expect(more.isEmpty)
            #expect(endpoint.calls.value == 0)
        }
    }

    /// A byte in time keeps an idle timer happy, but not this one.
    @Test func `a body that drips is cut off in the midst of it`() async throws {
        try await ServerUnderTest.with(EchoEndpoint(), limits: limits) { server in
            let client = try await RawClient.connect(
                to: server.port, sending: "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 16000\r\n\r\n")
            client.drip(0x61, every: .milliseconds(20))
            #expect(try await client.response().status == 408)
            // It is not that the body was complete.
            #expect(client.dripped < 16_000)
        }
    }

    @Test func `a connection on which nothing is asked is closed`() async throws {
        let limits = HTTPLimits(requestTime: .seconds(30), idleTime: .seconds(2))
        try await ServerUnderTest.with(EchoEndpoint(), limits: limits) { server in
            let silent = try await RawClient.connect(to: server.port)
            let answer = try await silent.rest()
            #expect(answer.isEmpty)

            let keptAlive = try await RawClient.connect(
                to: server.port, sending: "GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await keptAlive.response().status == 200)
            let rest = try await keptAlive.rest()
            #expect(rest.isEmpty)
        }
    }

    @Test func `the time that an endpoint takes is not the client's`() async throws {
        let limits = HTTPLimits(requestTime: .seconds(2), idleTime: .seconds(2))
        let endpoint = SuspendingEndpoint()
        try await ServerUnderTest.with(endpoint, limits: limits) { server in
            let client = try await RawClient.connect(
                to: server.port, sending: "GET /late HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = await endpoint.arrival()
            // A connection that began later runs into the idle time meanwhile.
            _ = try await RawClient.connect(to: server.port).rest()
            endpoint.open()
            #expect(try await client.response().text == "/late")
        }
    }

    /// 16 MiB don't fit into the sockets' buffers.
    @Test func `a response that nobody reads is given up`() async throws {
        let limits = HTTPLimits(requestTime: .seconds(30), idleTime: .seconds(2))
        let endpoint = FixedEndpoint(bytes: 16 << 20)
        try await ServerUnderTest.with(endpoint, limits: limits) { server in
            let client = try await RawClient.connect(
                to: server.port, sending: "GET / HTTP/1.1\r\nHost: a\r\n\r\n", isReading: false)
            // Two other connections run into the idle time, one after the other.
            for _ in 1...2 { _ = try await RawClient.connect(to: server.port).rest() }
            try await client.read()
            let received = try await client.rest()
            #expect(received.count < 16 << 20)
        }
    }

    /// The answer to what came late waits behind others that nobody reads: it must not wait for ever.
    @Test func `a refusal that nobody reads is given up`() async throws {
        let limits = HTTPLimits(requestTime: .seconds(2), idleTime: .seconds(2))
        let endpoint = FixedEndpoint(bytes: 16 << 20)
        try await ServerUnderTest.with(endpoint, limits: limits) { server in
            let client = try await RawClient.connect(
                to: server.port,
                sending: "GET / HTTP/1.1\r\nHost: a\r\n\r\nPOST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nh",
                isReading: false)
            for _ in 1...3 { _ = try await RawClient.connect(to: server.port).rest() }
            try await client.read()
            #expect(try await client.rest().count < 16 << 20)
        }
    }
}
