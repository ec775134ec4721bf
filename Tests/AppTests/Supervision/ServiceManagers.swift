import Foundation
import Testing

/// What the servers tell the service manager that started them (sd_notify(3)), over a real socket.
@Suite struct ServiceManagers {
    @Test(arguments: [true, false])
    func `hear of readiness once the port file is there, and of the stop`(_ isAbstract: Bool) async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let manager = try ManagerSocket(isAbstract: isAbstract)
            try await work.serving(.authorizationServer, environment: manager.environment) { server in
                try await manager.hears("READY=1")
                #expect(try await server.get("/health/ready").status == 200)
                #expect(manager.messages.last == "READY=1\nSTATUS=serving at \(server.url)\n")
                #expect(manager.count(of: "STOPPING=1") == 0)
                #expect(try await server.stop() == 0)
                #expect(manager.messages.last == "STOPPING=1\nSTATUS=stopping\n")
                #expect(manager.count(of: "READY=1") == 1)
                #expect(manager.count(of: "WATCHDOG=1") == 0)
            }
        }
    }

    @Test func `hear nothing of readiness before the port file can be written`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let manager = try ManagerSocket(isAbstract: true)
            let run = try await work.run(
                .authorizationServer, ["--http-port", "0", "--http-port-file", work.path("missing/port")],
                environment: manager.environment)
            #expect(run.status == 1)
            #expect(manager.count(of: "READY=1") == 0)
            // It could have been told: that it was not ready was.
            #expect(manager.messages.first?.hasPrefix("STATUS=not ready") == true)
        }
    }

    @Test func `hear of readiness only when a store that was waited for is there`() async throws {
        try await PostgresSite.with { site in
            try await PostgresRelay.with { relay in
                let work = site.server.using(relay.connectionString(to: site.database, as: "auth_client"))
                let manager = try ManagerSocket(isAbstract: true)
                try await work.serving(
                    .authorizationServer, ["--database-timeout", "1s"], environment: manager.environment
                ) { server in
                    #expect(try await server.get("/health/ready").status == 503)
                    // There is nothing yet to be read again.
                    server.child.send(SIGHUP)
                    #expect(try await server.get("/health/ready").status == 503)
                    #expect(manager.messages == ["STATUS=not ready: waiting for what it serves from\n"])
                    try await relay.mend()
                    try await manager.hears("READY=1")
                    #expect(try await server.get("/health/ready").status == 200)
                    #expect(manager.messages.count == 2)
                }
            }
        }
    }

    @Test func `hear of a resource server's readiness once it has the keys`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            try work.write("{}", to: "r.json")
            let manager = try ManagerSocket(isAbstract: true)
            try await work.serving(.authorizationServer) { auth in
                let flags = ["--issuer", auth.url, "--audience", "r", "--resource-file", "r.json"]
                try await work.serving(.resourceServer, flags, environment: manager.environment) { resource in
                    try await manager.hears("READY=1")
                    #expect(try await resource.get("/health/ready").status == 200)
                    try await reads(resource, again: 1, telling: manager)
                }
            }
        }
    }

    @Test func `hear when files are read again, and when that is done`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let manager = try ManagerSocket(isAbstract: true)
            try await work.serving(.authorizationServer, environment: manager.environment) { server in
                try await manager.hears("READY=1")
                for time in 1...2 { try await reads(server, again: time, telling: manager) }
            }
        }
    }

    private func reads(_ server: Server, again times: Int, telling manager: ManagerSocket) async throws {
        let before = try #require(monotonicMicroseconds())
        server.child.send(SIGHUP)
        try await manager.hears("READY=1", times: times + 1)
        let news = manager.messages.suffix(2)
        let first = try #require(news.first).split(separator: "\n")
        #expect(first.first == "RELOADING=1")
        #expect(news.last?.hasPrefix("READY=1\n") == true)
        let moment = try #require(first.last.flatMap { Int64($0.trimmingPrefix("MONOTONIC_USEC=")) })
        #expect((before...(try #require(monotonicMicroseconds()))).contains(moment))
    }

    private func monotonicMicroseconds() -> Int64? {
        var time = timespec()
        guard clock_gettime(CLOCK_MONOTONIC, &time) == 0 else { return nil }
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
    }

    @Test func `hear signs of life while the server answers, and none from one that is stopped`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let manager = try ManagerSocket(isAbstract: true)
            let environment = manager.environment.merging(["WATCHDOG_USEC": "200000"]) { $1 }
            try await work.serving(.authorizationServer, environment: environment) { server in
                try await manager.hears("WATCHDOG=1", times: 4)
                #expect(manager.messages.firstIndex { $0.hasPrefix("READY=1") }.map { $0 < 2 } == true)
                server.child.send(SIGSTOP)
                defer { server.child.send(SIGCONT) }
                try await until("the stop") { try isStopped(server.child.id) }
                let count = manager.count(of: "WATCHDOG=1")
                // As long as a manager would have waited.
                let end = ContinuousClock.now.advanced(by: .milliseconds(200))
                try await until("the manager's patience") { ContinuousClock.now > end }
                #expect(manager.count(of: "WATCHDOG=1") == count)
            }
        }
    }

    private func isStopped(_ process: Int32) throws -> Bool {
        let status = try String(contentsOf: URL(filePath: "/proc/\(process)/stat"), encoding: .utf8)
        // proc(5): the state stands behind the name, which is in parentheses.
        return status.split(separator: ")").last?.hasPrefix(" T") == true
    }

    @Test func `that can't be told are no reason to end`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            for name in ["/tmp/steelcut-nobody-listens-here", "vsock:2:1234", "/" + String(repeating: "x", count: 200)]
            {
                try await work.serving(.authorizationServer, environment: ["NOTIFY_SOCKET": name]) { server in
                    try await until("the warning") { server.child.errors.contains("service manager can't be told") }
                    #expect(try await server.get("/health/ready").status == 200)
                }
            }
        }
    }
}
