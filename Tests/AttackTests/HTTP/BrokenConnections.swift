import SteelcutNIOServer
import SteelcutRawHTTP
import Testing

/// Clients that go away, wholly or by half, at every moment.
@Suite struct BrokenConnections {
    @Test func `a client that has hung up half still gets its response`() async throws {
        let endpoint = SuspendingEndpoint()
        try await ServerUnderTest.with(endpoint) { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send("GET /half HTTP/1.1\r\nHost: a\r\n\r\n")
            try await client.halfClose()
            #expect(await endpoint.arrival() == "/half")
            endpoint.open()
            #expect(try await client.response().text == "/half")
            #expect(try await client.rest().isEmpty)
        }
    }

    @Test(arguments: ["GET / HT", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhello"])
    func `a request that was cut off is not taken for one`(begin: String) async throws {
        let endpoint = EchoEndpoint()
        try await ServerUnderTest.with(endpoint) { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send(begin)
            try await client.halfClose()
            #expect(try await client.response().status == 400)
            #expect(try await client.rest().isEmpty)
            #expect(endpoint.calls.value == 0)
        }
    }

    @Test func `resets while the endpoint works leave nothing behind`() async throws {
        let endpoint = SuspendingEndpoint()
        try await ServerUnderTest.with(endpoint, limits: HTTPLimits(connections: 5)) { server in
            for _ in 1...20 {
                let client = try await RawClient.connect(to: server.port)
                try await client.send("GET /gone HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(await endpoint.arrival() == "/gone")
                try await client.reset()
            }
            endpoint.open()
            // Had one of the twenty kept its place, there would be none left: five are all there are.
            let clients = try await (1...5).asyncMap { _ in try await RawClient.connect(to: server.port) }
            for client in clients { try await client.send("GET /here HTTP/1.1\r\nHost: a\r\n\r\n") }
            for client in clients { #expect(try await client.response().text == "/here") }
        }
    }

    @Test func `a reset in the midst of a response leaves nothing behind`() async throws {
        let endpoint = FixedEndpoint(bytes: 8 << 20)
        try await ServerUnderTest.with(endpoint, limits: HTTPLimits(connections: 1)) { server in
            for _ in 1...5 {
                let client = try await RawClient.connect(
                    to: server.port, sending: "GET / HTTP/1.1\r\nHost: a\r\n\r\n", isReading: false)
                try await client.reset()
            }
            let client = try await RawClient.connect(to: server.port)
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.response().body.count == 8 << 20)
        }
    }
}

extension Sequence {
    fileprivate func asyncMap<T>(_ transform: (Element) async throws -> T) async throws -> [T] {
        var result: [T] = []
        for element in self { result.append(try await transform(element)) }
        return result
    }
}
