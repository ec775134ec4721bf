import Testing

/// Contract section 2: `limits.*`, small ones, in force.
@Suite struct LimitsInForce {
    @Test func `on the resource server too`() async throws {
        try await Workspace.with { work in
            try work.write("{}", to: "r.json")
            let limits = [
                "--limits-body", "1KiB", "--limits-header-list", "2KiB", "--limits-request-time", "1s",
                "--limits-idle-time", "1s",
            ]
            try await work.serving(
                .resourceServer, ConfigurationPrecedence.required(.resourceServer) + limits
            ) { server in
                let large = Call(path: "/api_v0.0.1", body: [UInt8](repeating: 0x61, count: 1025))
                #expect(try await server.answer(to: large).status == 413)
                let wide = "X-A: \(String(repeating: "a", count: 2048))"
                #expect(try await server.get("/health/live", wide).status == 431)
                let unfinished = try Wire(port: server.port)
                try await unfinished.send("GET /health/live HTTP/1.1\r\nHost: a\r\n")
                let idle = try Wire(port: server.port)
                _ = try await unfinished.untilClosed()
                #expect(try await idle.untilClosed().isEmpty)
            }
        }
    }

    @Test func `on body, header list, request time, idle time and connections`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let limits = [
                "--limits-body", "1KiB", "--limits-header-list", "2KiB", "--limits-request-time", "1s",
                "--limits-idle-time", "2s", "--limits-connections", "4",
            ]
            try await work.serving(.authorizationServer, limits) { server in
                // Body: by its announced length, and by what comes in chunks.
                let large = try await server.answer(to: .token(String(repeating: "a", count: 1025)))
                #expect(large.status == 413)
                #expect(large.error == "invalid_request")
                #expect(try await server.answer(to: .token(String(repeating: "a", count: 1024))).status == 400)
                let chunked = try Wire(port: server.port)
                try await chunked.send(
                    "POST /token HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n"
                )
                for _ in 1...3 { try await chunked.send("200\r\n\(String(repeating: "a", count: 512))\r\n") }
                #expect(try await chunked.answer().status == 413)
                #expect(try await chunked.untilClosed().isEmpty)

                // Header list.
                let wide = try await server.get("/health/live", "X-A: \(String(repeating: "a", count: 2048))")
                #expect(wide.status == 431)
                let many = try await server.answer(
                    to: Call(path: "/health/live", fields: (0..<200).map { "X-\($0): aaaaaaaaaa" }))
                #expect(many.status == 431)
                #expect(
                    try await server.get("/health/live", "X-A: \(String(repeating: "a", count: 1024))").status == 200)

                // Request time: a head, and a body, that do not come to their end.
                let start = ContinuousClock.now
                let head = try Wire(port: server.port)
                let body = try Wire(port: server.port)
                try await head.send("GET /health/live HTTP/1.1\r\nHost: a\r\n")
                try await body.send(
                    "POST /token HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n\r\na"
                )
                _ = try await head.untilClosed()
                _ = try await body.untilClosed()
                #expect(ContinuousClock.now - start >= .milliseconds(900))

                // Idle time, before and after a request.
                let idle = ContinuousClock.now
                let silent = try Wire(port: server.port)
                let used = try Wire(port: server.port)
                try await used.send("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(try await used.answer().status == 200)
                #expect(try await silent.untilClosed().isEmpty)
                #expect(try await used.untilClosed().isEmpty)
                #expect(ContinuousClock.now - idle >= .milliseconds(1800))

                // Connections: the fifth waits until another ends.
                var held: [Wire] = []
                for _ in 1...4 {
                    let wire = try Wire(port: server.port)
                    try await wire.send("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n")
                    #expect(try await wire.answer().status == 200)
                    held.append(wire)
                }
                let fifth = try Wire(port: server.port)
                try await fifth.send("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n")
                await #expect(throws: NotInTime.self) { try await fifth.answer(within: .milliseconds(300)) }
                held.removeAll()
                #expect(try await fifth.answer().status == 200)
            }
        }
    }
}
