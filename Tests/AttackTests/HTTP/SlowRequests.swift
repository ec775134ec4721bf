import HTTPTypes
import NIOCore
import NIOPosix
import SteelcutEndpoints
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
        try await withPatience { time in
            let limits = HTTPLimits(requestTime: .seconds(30), idleTime: time)
            return try await ServerUnderTest.with(EchoEndpoint(), limits: limits) { server in
                let silent = try await RawClient.connect(to: server.port)
                #expect(try await silent.rest().isEmpty)
                let client = try await RawClient.connect(
                    to: server.port, sending: "GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                guard let response = try? await client.response() else { return false }
                #expect(response.status == 200)
                #expect(try await client.rest().isEmpty)
                return true
            }
        }
    }

    @Test func `the time that an endpoint takes is not the client's`() async throws {
        try await withPatience { time in
            let endpoint = LateEndpoint(delay: time * 3)
            let limits = HTTPLimits(requestTime: time, idleTime: time)
            return try await ServerUnderTest.with(endpoint, limits: limits) { server in
                let client = try await RawClient.connect(
                    to: server.port, sending: "GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                guard let response = try? await client.response() else { return false }
                #expect(response.text == "late")
                return true
            }
        }
    }

    /// 16 MiB don't fit into the sockets' buffers; the refusal of the late request waits behind the response.
    @Test(arguments: ["", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhell"])
    func `a response that nobody reads is given up`(next: String) async throws {
        try await withPatience { time in
            let endpoint = FixedEndpoint(bytes: 16 << 20)
            let limits = HTTPLimits(requestTime: time, idleTime: time)
            return try await ServerUnderTest.with(endpoint, limits: limits) { server in
                let client = try await RawClient.connect(
                    to: server.port, sending: "GET / HTTP/1.1\r\nHost: a\r\n\r\n" + next, isReading: false)
                // Others that began later run into their times, one after the other.
                for _ in 1...4 { _ = try await RawClient.connect(to: server.port).rest() }
                guard endpoint.calls.value == 1 else { return false }
                try? await client.read()
                #expect(try await client.rest().count < 16 << 20)
                return true
            }
        }
    }
}

/// Tries with ever longer times: where the machine is too busy for the shorter ones, the body says `false`.
func withPatience(
    sourceLocation: SourceLocation = #_sourceLocation, _ body: (Duration) async throws -> Bool
) async throws {
    for factor in [1, 4, 16, 64] where try await body(.milliseconds(300) * factor) { return }
    Issue.record("even the longest time was too short", sourceLocation: sourceLocation)
}

/// Takes its time.
private struct LateEndpoint: Endpoint {
    let delay: Duration

    func respond(to request: HTTPRequest, body: [UInt8]) async -> EndpointResponse {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        try? await loop.scheduleTask(in: TimeAmount(delay)) {}.futureResult.get()
        return EndpointResponse(head: HTTPResponse(status: .ok), body: Array("late".utf8))
    }

    func respond(toOversized request: HTTPRequest) -> EndpointResponse {
        EndpointResponse(head: HTTPResponse(status: .contentTooLarge))
    }
}
