import Foundation
import SteelcutTestKit
import SteelcutPostgresFixture

/// A cluster for one test alone, which may stop, kill and start it: `Scripts/with-postgres` once more.
final class PostgresCluster: Sendable {
    /// The superuser's connection string.
    let connectionString: String
    private let data: String
    private let program: String
    private let script: Process
    private let input: Pipe

    /// Starts a cluster, lends it to `body`, then stops and removes it.
    static func withNew(_ body: (PostgresCluster) async throws -> Void) async throws {
        let cluster = try await offPool { try PostgresCluster() }
        let result: Result<Void, any Error>
        do { result = .success(try await body(cluster)) } catch { result = .failure(error) }
        try await offPool {
            try cluster.input.fileHandleForWriting.close()
            cluster.script.waitUntilExit()
        }
        try result.get()
    }

    private init() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let (script, input, output) = (Process(), Pipe(), Pipe())
        script.executableURL = root.appending(path: "Scripts/with-postgres")
        let names = ["STEELCUT_TEST_POSTGRES", "STEELCUT_TEST_POSTGRES_DATA", "STEELCUT_TEST_POSTGRES_START"]
        // It lives until its standard input ends, also where this process is killed.
        let prints = names.map { "printf '%s\\n' \"$\($0)\"" }.joined(separator: "; ")
        script.arguments = ["sh", "-c", "\(prints); exec cat >/dev/null"]
        script.standardInput = input
        script.standardOutput = output
        try script.run()
        var text = ""
        while text.filter({ $0 == "\n" }).count < 3 {
            let data = output.fileHandleForReading.availableData
            guard !data.isEmpty else { throw PostgresDatabase.Failure(description: "the cluster did not start") }
            text += String(decoding: data, as: UTF8.self)
        }
        let lines = text.split(separator: "\n").map(String.init)
        (connectionString, data, program) = (lines[0], lines[1], lines[2])
        (self.script, self.input) = (script, input)
    }

    /// Sends a signal to the postmaster.
    func signal(_ signal: Int32) throws {
        let text = try String(contentsOfFile: data + "/postmaster.pid", encoding: .utf8)
        guard let pid = text.split(separator: "\n").first.flatMap({ pid_t($0) }), kill(pid, signal) == 0 else {
            throw PostgresDatabase.Failure(description: "there is no postmaster")
        }
    }

    /// Starts it again after it was killed.
    func restart() async throws {
        try await Self.offPool {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: self.program)
            try process.run()
            process.waitUntilExit()
            guard process.terminationStatus == 0 else {
                throw PostgresDatabase.Failure(description: "the cluster did not start again")
            }
        }
    }

    /// Waiting for a process would take one of the few threads that all tests share.
    private static func offPool<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(with: Result { try body() }) }
        }
    }
}
