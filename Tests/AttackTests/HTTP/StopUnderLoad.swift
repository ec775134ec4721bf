import SteelcutNIOServer
import SteelcutRawHTTP
import Testing

/// A server that is asked to stop gives everybody what they have asked for, and takes nothing new.
@Suite struct StopUnderLoad {
    @Test func `requests in flight are answered, and connections closed`() async throws {
        let endpoint = SuspendingEndpoint()
        try await ServerUnderTest.with(endpoint) { server in
            let idle = try await RawClient.connect(to: server.port)
            var clients: [RawClient] = []
            for number in 1...20 {
                let client = try await RawClient.connect(to: server.port)
                try await client.send("GET /\(number) HTTP/1.1\r\nHost: a\r\n\r\n")
                _ = await endpoint.arrival()
                clients.append(client)
            }
            await server.stop()
            // The idle one is closed at once: the stop has come through.
            #expect(try await idle.rest().isEmpty)
            await #expect(throws: (any Error).self) { try await RawClient.connect(to: server.port) }
            endpoint.open()
            for (number, client) in clients.enumerated() {
                let response = try await client.response()
                #expect(response.text == "/\(number + 1)")
                #expect(response["Connection"] == "close")
                #expect(try await client.rest().isEmpty)
            }
        }
    }

    @Test func `a request whose head has been read may still send its body`() async throws {
        let endpoint = EchoEndpoint()
        try await ServerUnderTest.with(endpoint) { server in
            let idle = try await RawClient.connect(to: server.port)
            let client = try await RawClient.connect(to: server.port)
            try await client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n")
            #expect(try await client.response().status == 100)
            await server.stop()
            #expect(try await idle.rest().isEmpty)
            try await client.send("hello")
            let response = try await client.response()
            #expect(response.text == "POST /\nhello")
            #expect(response["Connection"] == "close")
            #expect(try await client.rest().isEmpty)
        }
    }

    @Test func `requests that wait behind another are answered, too`() async throws {
        let endpoint = SuspendingEndpoint()
        try await ServerUnderTest.with(endpoint) { server in
            let idle = try await RawClient.connect(to: server.port)
            let client = try await RawClient.connect(to: server.port)
            try await client.send(
                "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\nGET /3 HTTP/1.1\r\nHost: a\r\n\r\n"
            )
            #expect(await endpoint.arrival() == "/1")
            await server.stop()
            #expect(try await idle.rest().isEmpty)
            endpoint.open()
            for number in 1...3 {
                let response = try await client.response()
                #expect(response.text == "/\(number)")
                // The last one says so where its event loop has heard of the stop by then.
                #expect(response["Connection"] == nil || (number == 3 && response["Connection"] == "close"))
            }
            #expect(try await client.rest().isEmpty)
        }
    }

    @Test func `the grace ends with an error that says how many were cut`() async throws {
        let endpoint = SuspendingEndpoint()
        await #expect(throws: ShutdownGraceExceeded.self) {
            try await ServerUnderTest.with(endpoint, grace: .milliseconds(200)) { server in
                let client = try await RawClient.connect(to: server.port)
                try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                _ = await endpoint.arrival()
                await server.stop()
                #expect(try await client.rest().isEmpty)
            }
        }
        endpoint.open()
    }
}
