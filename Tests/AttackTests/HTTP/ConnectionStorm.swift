import SteelcutNIOServer
import SteelcutRawHTTP
import Testing

/// More connections than allowed: those that are there are served, the others wait.
@Suite struct ConnectionStorm {
    @Test func `connections above the limit wait for one to close`() async throws {
        let endpoint = SuspendingEndpoint()
        try await ServerUnderTest.with(endpoint, limits: HTTPLimits(connections: 2)) { server in
            let first = try await RawClient.connect(to: server.port)
            let second = try await RawClient.connect(to: server.port)
            let third = try await RawClient.connect(to: server.port)
            for (client, path) in [(first, "/first"), (second, "/second"), (third, "/third")] {
                try await client.send("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
            }
            let arrived = [await endpoint.arrival(), await endpoint.arrival()]
            #expect(Set(arrived) == ["/first", "/second"])
            endpoint.open()
            #expect(try await first.response().text == "/first")
            #expect(try await second.response().text == "/second")
            // Both are still open; on neither path has the third come in.
            try await first.send("GET /again HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(await endpoint.arrival() == "/again")
            first.close()
            #expect(await endpoint.arrival() == "/third")
            #expect(try await third.response().text == "/third")
        }
    }

    @Test func `fifty at once are all served, five at a time`() async throws {
        try await ServerUnderTest.with(EchoEndpoint(), limits: HTTPLimits(connections: 5)) { server in
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 1...50 {
                    group.addTask {
                        let client = try await RawClient.connect(
                            to: server.port, sending: "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                        return try await client.response().status
                    }
                }
                for try await status in group { #expect(status == 200) }
            }
        }
    }
}
