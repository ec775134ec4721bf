import SteelcutNIOServer
import SteelcutRawHTTP
import Testing

/// Many requests in one breath: answered in their order, without the stack or the memory growing with them.
@Suite struct LongPipelines {
    private func requests(_ count: Int) -> [UInt8] {
        Array((1...count).map { "GET /\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined().utf8)
    }

    @Test(arguments: [1_000, 10_000])
    func `are answered in order`(count: Int) async throws {
        try await ServerUnderTest.with(EchoEndpoint()) { server in
            let client = try await RawClient.connect(to: server.port)
            client.sendWithoutWaiting(requests(count))
            for number in 1...count {
                let response = try await client.response()
                guard response.text == "GET /\(number)\n" else {
                    Issue.record("\(response.text) instead of number \(number)")
                    return
                }
            }
        }
    }

    @Test func `are answered in order where each takes a while`() async throws {
        let endpoint = SuspendingEndpoint()
        try await ServerUnderTest.with(endpoint) { server in
            let client = try await RawClient.connect(to: server.port)
            client.sendWithoutWaiting(requests(1_000))
            #expect(await endpoint.arrival() == "/1")
            endpoint.open()
            for number in 1...1_000 {
                let response = try await client.response()
                guard response.text == "/\(number)" else {
                    Issue.record("\(response.text) instead of number \(number)")
                    return
                }
            }
        }
    }

    @Test func `are answered wholly to a client that then hangs up half`() async throws {
        let endpoint = SuspendingEndpoint()
        try await ServerUnderTest.with(endpoint) { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send(requests(2_000))
            try await client.halfClose()
            #expect(await endpoint.arrival() == "/1")
            endpoint.open()
            for number in 1...2_000 {
                let response = try await client.response()
                guard response.text == "/\(number)" else {
                    Issue.record("\(response.text) instead of number \(number)")
                    return
                }
            }
            let rest = try await client.rest()
            #expect(rest.isEmpty)
        }
    }

    /// 1,000 answers of 64 KiB to who doesn't read: the server stops asking its endpoint when the socket is full.
    @Test func `are not answered ahead of a client that does not read`() async throws {
        try await withPatience { time in
            let limits = HTTPLimits(requestTime: .seconds(30), idleTime: time)
            let endpoint = FixedEndpoint(bytes: 65_536)
            return try await ServerUnderTest.with(endpoint, limits: limits) { server in
                let client = try await RawClient.connect(
                    to: server.port, sending: String(decoding: requests(1_000), as: UTF8.self), isReading: false)
                for _ in 1...2 { _ = try await RawClient.connect(to: server.port).rest() }
                client.close()
                #expect(endpoint.calls.value < 500)
                return endpoint.calls.value > 0
            }
        }
    }

    @Test func `end with the request that closes`() async throws {
        let endpoint = EchoEndpoint()
        try await ServerUnderTest.with(endpoint) { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send(
                "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                    + "GET /3 HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.response().text == "GET /1\n")
            let last = try await client.response()
            #expect(last.text == "GET /2\n")
            #expect(last["Connection"] == "close")
            #expect(try await client.rest().isEmpty)
            #expect(endpoint.calls.value == 2)
        }
    }

    /// What was right is answered before what is wrong.
    @Test func `that go wrong in the middle are answered up to there`() async throws {
        let endpoint = SuspendingEndpoint()
        try await ServerUnderTest.with(endpoint) { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send(
                "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\nGET /3 HTTP/1.1\r\n\r\n"
                    + "GET /4 HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(await endpoint.arrival() == "/1")
            endpoint.open()
            #expect(try await client.response().text == "/1")
            #expect(try await client.response().text == "/2")
            #expect(try await client.response().status == 400)
            #expect(try await client.rest().isEmpty)
        }
    }
}
