import Foundation
import Testing

/// Contract section 2: `shutdown.grace`.
@Suite struct Shutdown {
    /// A request whose head has been read, and whose body is still to come.
    private func begun(_ server: Server) async throws -> Wire {
        let wire = try Wire(port: server.port)
        try await wire.send(
            "POST /token HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nExpect: 100-continue\r\nContent-Length: 21\r\n\r\n"
        )
        // The interim answer says that the head has been read.
        #expect(try await wire.answer().status == 100)
        return wire
    }

    @Test(arguments: [SIGTERM, SIGINT])
    func `a request whose head has been read is answered, then the program ends with 0`(_ signal: Int32) async throws {
        try await Workspace.with { work in
            try await work.done("init")
            try await work.serving(.authorizationServer) { server in
                let idle = try Wire(port: server.port)
                try await idle.send("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(try await idle.answer().status == 200)
                let wire = try await begun(server)
                server.child.send(signal)
                // Idle connections close, and no new ones are taken, while the request goes on.
                #expect(try await idle.untilClosed().isEmpty)
                try await until("the end of listening") { (try? Wire(port: server.port)) == nil }
                #expect(server.child.status == nil)
                try await wire.send("grant_type=a&scope=a&")
                let answer = try await wire.answer()
                #expect(answer.status == 400)
                #expect(answer.error == "unsupported_grant_type")
                #expect(answer["Connection"] == "close")
                #expect(try await wire.untilClosed().isEmpty)
                #expect(try await server.child.ending() == 0)
            }
        }
    }

    @Test func `the grace runs out with 1`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            try await work.serving(.authorizationServer, ["--shutdown-grace", "1s"]) { server in
                let wire = try await begun(server)
                let start = ContinuousClock.now
                #expect(try await server.stop() == 1)
                #expect(ContinuousClock.now - start < .seconds(8))
                _ = try await wire.untilClosed()
            }
        }
    }

    @Test func `a second signal ends at once`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            try await work.serving(
                .authorizationServer, ["--shutdown-grace", "1h", "--limits-request-time", "1h"]
            ) { server in
                let wire = try await begun(server)
                server.child.send(SIGTERM)
                try await until("the stopping") { (try? Wire(port: server.port)) == nil }
                #expect(server.child.status == nil)
                #expect(try await server.stop(SIGTERM) != 0)
                _ = try await wire.untilClosed()
            }
        }
    }

    @Test func `the resource server stops in good order, keys or not`() async throws {
        try await Workspace.with { work in
            try work.write("{}", to: "r.json")
            try await work.serving(
                .resourceServer, ["--resource-file", "r.json", "--issuer", "http://127.0.0.1:1", "--audience", "r"]
            ) { server in
                let health = try await server.get("/health/live")
                #expect(health.status == 503)
                let status = try await server.stop()
                #expect(status == 0)
            }
        }
    }
}
