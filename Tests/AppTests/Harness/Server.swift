import Foundation
import Testing

/// A server program that runs.
struct Server: Sendable {
    /// The process.
    let child: Child
    /// The port that it listens on.
    let port: Int

    /// The base of its URLs, `http://127.0.0.1:PORT`.
    var url: String { "http://127.0.0.1:\(port)" }

    /// Asks the server.
    func answer(to call: Call) async throws -> Answer { try await call.answer(from: port) }

    /// Asks the server for what is at a path.
    func get(_ path: String, _ fields: String...) async throws -> Answer {
        try await Call(path: path, fields: fields).answer(from: port)
    }

    /// Asks for a token, and returns it.
    func token(
        for client: TestClient, _ form: String = "", sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> String {
        let answer = try await answer(to: .token("grant_type=client_credentials&\(client.form)&\(form)"))
        try #require(answer.status == 200, "\(answer.text)\n\(child.errors)", sourceLocation: sourceLocation)
        return try #require(try answer.json()["access_token"]?.string, sourceLocation: sourceLocation)
    }

    /// Waits until it has loaded keys and store: PostgreSQL may be waited for after the port is open.
    func untilReady() async throws {
        try await until("readiness") { try await get("/health/ready").status == 200 }
    }

    /// Stops the server as an operator does, and returns its exit status.
    func stop(_ signal: Int32 = SIGTERM) async throws -> Int32 {
        child.send(signal)
        return try await child.ending()
    }
}

/// A server that ended instead of listening.
struct DidNotStart: Error, CustomStringConvertible {
    let status: Int32
    let errors: String
    var description: String { "ended with \(status): \(errors)" }
}

extension Workspace {
    /// Starts a server, hands it to `body` once it listens, and stops it.
    ///
    /// A server that `body` has left running has to stop in good order.
    func serving<Value>(
        _ executable: Executable, _ arguments: [String] = [], environment changes: [String: String] = [:],
        sourceLocation: SourceLocation = #_sourceLocation, _ body: (Server) async throws -> Value
    ) async throws -> Value {
        let portFile = "port-\(UUID().uuidString)"
        let server = try await Turn.with {
            let child = try Child(
                executable, arguments + ["--http-port", "0", "--http-port-file", path(portFile)],
                environment: environment.merging(changes) { $1 }, in: folder)
            do {
                let port = try await firstValue("the port of \(executable.rawValue)") { () -> Int? in
                    if let status = child.status { throw DidNotStart(status: status, errors: child.errors) }
                    guard let text = try? read(portFile), !text.isEmpty else { return nil }
                    return Int(String(decoding: text.dropLast(), as: UTF8.self))
                }
                return Server(child: child, port: port)
            } catch {
                child.send(SIGKILL)
                throw error
            }
        }
        let child = server.child
        // Whatever happens, nothing stays behind.
        defer { child.send(SIGKILL) }
        let value = try await body(server)
        if child.status == nil {
            let status = try await server.stop()
            #expect(status == 0, "\(child.errors)", sourceLocation: sourceLocation)
        }
        return value
    }

    /// Starts a server that is expected not to come up, and returns how it ended.
    func refusedStart(
        _ executable: Executable, _ arguments: [String], environment changes: [String: String] = [:]
    ) async throws -> Run {
        try await run(executable, arguments + ["--http-port", "0"], environment: changes)
    }
}
