import SteelcutNIOServer
import SteelcutRawHTTP
import Testing

/// Bodies without end: the limit is kept however they are cut up.
@Suite struct EndlessBodies {
    private let limits = HTTPLimits(body: 1_000, requestTime: .seconds(30))

    private func answer(to request: [UInt8]) async throws -> (RawResponse, calls: Int) {
        let endpoint = EchoEndpoint()
        return try await ServerUnderTest.with(endpoint, limits: limits) { server in
            let client = try await RawClient.connect(to: server.port)
            client.sendWithoutWaiting(request)
            let response = try await client.response()
            let rest = try await client.rest()
            #expect(rest.isEmpty)
            return (response, endpoint.calls.value)
        }
    }

    @Test func `a declared length above the limit is refused before the body is sent`() async throws {
        let (response, calls) = try await answer(
            to: Array("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n".utf8))
        #expect(response.status == 413)
        #expect(response["Connection"] == "close")
        #expect(response.text == "too large\n")
        #expect(calls == 0)
    }

    @Test(arguments: [1, 7, 1_001, 10_000])
    func `chunks that never end are refused at the limit`(size: Int) async throws {
        let chunk = String(size, radix: 16) + "\r\n" + String(repeating: "a", count: size) + "\r\n"
        let (response, calls) = try await answer(
            to: Array("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n".utf8)
                + Array(String(repeating: chunk, count: 500_000 / chunk.utf8.count).utf8))
        #expect(response.status == 413)
        #expect(calls == 0)
    }

    /// CVE-2024-22019: the body stays small, what is sent doesn't.
    @Test func `chunk extensions that never end are refused`() async throws {
        let chunk = "1;" + String(repeating: "a", count: 10_000) + "\r\na\r\n"
        let (response, calls) = try await answer(
            to: Array("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n".utf8)
                + Array(String(repeating: chunk, count: 50).utf8))
        #expect(response.status == 400)
        #expect(calls == 0)
    }

    @Test func `empty lines without end before a request are refused`() async throws {
        let (response, calls) = try await answer(to: Array(String(repeating: "\r\n", count: 100_000).utf8))
        #expect(response.status == 400)
        #expect(calls == 0)
    }

    @Test(arguments: [
        "Content-Length: 1000\r\n\r\n" + String(repeating: "a", count: 1_000),
        "Transfer-Encoding: chunked\r\n\r\n" + String(repeating: "1\r\na\r\n", count: 1_000) + "0\r\n\r\n",
        "Transfer-Encoding: Chunked\r\n\r\n3E8\r\n" + String(repeating: "a", count: 1_000) + "\r\n0\r\nX: y\r\n\r\n",
    ])
    func `a body of exactly the limit is read`(rest: String) async throws {
        let (response, calls) = try await answer(
            to: Array("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\(rest)".utf8))
        #expect(response.status == 200)
        #expect(response.body.count == "POST /\n".utf8.count + 1_000)
        #expect(calls == 1)
    }

    /// A client that pours on while the refusal is under way must be able to read it.
    @Test func `a refusal reaches a client that goes on sending`() async throws {
        let (response, _) = try await answer(
            to: Array("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 800000\r\n\r\n".utf8)
                + [UInt8](repeating: 0x61, count: 800_000))
        #expect(response.status == 413)
    }

    /// What it sends is taken and thrown away: a connection that was reset would lose the refusal on the way.
    @Test func `a refused client may go on sending for a while after the answer has ended`() async throws {
        try await ServerUnderTest.with(EchoEndpoint(), limits: limits) { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 800000\r\n\r\n")
            #expect(try await client.response().status == 413)
            #expect(try await client.rest().isEmpty)
            for _ in 1...100 { try await client.send([UInt8](repeating: 0x61, count: 1000)) }
        }
    }

    @Test func `a client that pours on for ever is cut off`() async throws {
        try await ServerUnderTest.with(EchoEndpoint(), limits: limits) { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 80000000\r\n\r\n")
            #expect(try await client.response().status == 413)
            await #expect(throws: (any Error).self) {
                for _ in 1...100 { try await client.send([UInt8](repeating: 0x61, count: 1 << 20)) }
            }
        }
    }
}
