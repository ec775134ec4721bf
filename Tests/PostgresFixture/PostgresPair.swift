import Dispatch
import Foundation

/// A primary and its synchronous standby for one test alone, by `Scripts/with-standby`.
public final class PostgresPair: Sendable {
    /// A superuser's connection string of both: whichever takes writes.
    public let connectionString: String
    private let data: String
    private let startProgram: String
    private let promoteProgram: String
    private let script: Process
    private let input: Pipe

    /// Starts both, lends them to `body`, then stops and removes them.
    public static func withNew(_ body: (PostgresPair) async throws -> Void) async throws {
        let pair = try await offPool { try PostgresPair() }
        let result: Result<Void, any Error>
        do { result = .success(try await body(pair)) } catch { result = .failure(error) }
        try await offPool {
            try pair.input.fileHandleForWriting.close()
            pair.script.waitUntilExit()
        }
        try result.get()
    }

    private init() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let (script, input, output) = (Process(), Pipe(), Pipe())
        script.executableURL = root.appending(path: "Scripts/with-postgres")
        let names = ["PAIR", "DATA", "START", "PROMOTE"].map { "STEELCUT_TEST_POSTGRES_\($0)" }
        // It lives until its standard input ends, also where this process is killed.
        let prints = names.map { "printf '%s\\n' \"$\($0)\"" }.joined(separator: "; ")
        script.arguments = [
            root.appending(path: "Scripts/with-standby").path, "sh", "-c", "\(prints); exec cat >/dev/null",
        ]
        script.standardInput = input
        script.standardOutput = output
        try script.run()
        var text = ""
        while text.filter({ $0 == "\n" }).count < names.count {
            let data = output.fileHandleForReading.availableData
            guard !data.isEmpty else { throw PostgresDatabase.Failure(description: "the clusters did not start") }
            text += String(decoding: data, as: UTF8.self)
        }
        let lines = text.split(separator: "\n").map(String.init)
        (connectionString, data, startProgram, promoteProgram) = (lines[0], lines[1], lines[2], lines[3])
        (self.script, self.input) = (script, input)
    }

    /// Kills the primary's postmaster, as a machine is lost.
    public func killPrimary() throws {
        let text = try String(contentsOfFile: data + "/postmaster.pid", encoding: .utf8)
        guard let pid = text.split(separator: "\n").first.flatMap({ pid_t($0) }), kill(pid, SIGKILL) == 0 else {
            throw PostgresDatabase.Failure(description: "there is no postmaster")
        }
    }

    /// Makes the standby the primary.
    public func promoteStandby() async throws {
        guard try await run(promoteProgram) else {
            throw PostgresDatabase.Failure(description: "the standby was not promoted")
        }
    }

    /// Starts the killed primary again, as a primary; whether it did.
    public func restartOldPrimary() async throws -> Bool { try await run(startProgram) }

    /// A superuser's connection string of the second alone.
    public func promoted() throws -> String {
        func second(_ keyword: String) -> Substring? {
            connectionString.split(separator: " ").first { $0.hasPrefix(keyword + "=") }?.split(separator: ",").last
        }
        guard let host = second("host"), let port = second("port") else {
            throw PostgresDatabase.Failure(description: "the clusters' connection string names no host and port")
        }
        return "host=\(host) port=\(port) user=postgres"
    }

    private func run(_ program: String) async throws -> Bool {
        try await Self.offPool {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: program)
            try process.run()
            process.waitUntilExit()
            return process.terminationStatus == 0
        }
    }

    /// Waiting for a process would take one of the few threads that all tests share.
    private static func offPool<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(with: Result { try body() }) }
        }
    }
}
