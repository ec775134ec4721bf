import Foundation
import Testing

/// Contract sections 2 and 3: `http.port`, `http.port-file`, and the address in the log.
@Suite struct PortFiles {
    @Test func `hold the port and a line end, and the server accepts by then`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            try await work.serving(.authorizationServer, ["--log-format", "json"]) { server in
                let file = try #require(work.names(in: ".").first { $0.hasPrefix("port-") })
                #expect(String(decoding: try work.read(file), as: UTF8.self) == "\(server.port)\n")
                _ = try Wire(port: server.port)
                #expect(server.child.errors.contains(#""address":"http://127.0.0.1:\#(server.port)""#))
                #expect(server.child.output.isEmpty)
            }
        }
    }

    @Test func `http.host is the one address that is listened on`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            try await work.serving(
                .authorizationServer, ["--http-host", "127.0.0.2", "--log-format", "json"]
            ) { server in
                #expect(server.child.errors.contains(#""issuer":"http://127.0.0.2:\#(server.port)""#))
                // 127.0.0.1 may be somebody else's with this port.
                _ = try Wire(port: server.port, onLoopback: 2)
                #expect(throws: POSIXError.self) { try Wire(port: server.port, onLoopback: 3) }
            }
        }
    }

    @Test func `that can't be written end the start`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let run = try await work.refusedStart(
                .authorizationServer, ["--http-port-file", work.path("missing/port"), "--log-level", "critical"])
            #expect(run.status == 1)
            #expect(run.errorLines.count == 1, "\(run.errors)")
            #expect(run.errors.contains("missing/port"), "\(run.errors)")
        }
    }

    @Test(arguments: [Executable.authorizationServer, .resourceServer])
    func `a port in use ends the start with one line`(_ executable: Executable) async throws {
        try await Workspace.with { work in
            try await work.done("init")
            try work.write("{}", to: "r.json")
            try await work.serving(.authorizationServer) { server in
                let run = try await work.run(
                    executable,
                    ConfigurationPrecedence.required(executable)
                        + ["--http-port", "\(server.port)", "--log-level", "critical"])
                #expect(run.status == 1)
                #expect(run.errorLines.count == 1, "\(run.errors)")
                #expect(run.errors.contains("\(server.port)"), "\(run.errors)")
                #expect(run.errors.contains("in use"), "\(run.errors)")
            }
        }
    }
}
