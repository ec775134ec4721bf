import Foundation
import Synchronization
import Testing

/// How a program ended, and what it wrote.
struct Run: Sendable {
    /// The exit status.
    let status: Int32
    /// What it wrote to standard output.
    let output: String
    /// What it wrote to standard error, but for the warnings of the cheap hashes that tests have.
    let errors: String

    /// The lines of `errors`.
    var errorLines: [Substring] { errors.split(separator: "\n") }

    /// What it printed, as JSON.
    func json() throws -> JSON { try JSON(output) }
}

extension Workspace {
    /// Runs a program to its end.
    func run(
        _ executable: Executable, _ arguments: [String], environment changes: [String: String] = [:],
        input: String = "", terminal: Terminal? = nil
    ) async throws -> Run {
        let (child, status) = try await Turn.with {
            let child = try Child(
                executable, arguments, environment: environment.merging(changes) { $1 }, in: folder,
                input: Array(input.utf8), terminal: terminal)
            // What does not end by itself is ended.
            defer { child.send(SIGKILL) }
            return (child, try await child.ending())
        }
        return Run(
            status: status, output: terminal?.written() ?? child.output,
            errors: child.errors.split(separator: "\n", omittingEmptySubsequences: false)
                .filter { !$0.contains("new hashes are easier to guess secrets from") }.joined(separator: "\n"))
    }

    /// Runs `steelcut`.
    func steelcut(
        _ arguments: String..., environment changes: [String: String] = [:], input: String = ""
    ) async throws -> Run {
        try await run(.commandLine, arguments, environment: changes, input: input)
    }

    /// Runs `steelcut`, which is expected to do what it is told, and returns what it printed.
    @discardableResult
    func done(
        _ arguments: String..., environment changes: [String: String] = [:], input: String = "",
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> String {
        let run = try await run(
            .commandLine, arguments, environment: Self.countingOnce(arguments).merging(changes) { $1 }, input: input)
        try #require(run.status == 0, "\(arguments): \(run.errors)", sourceLocation: sourceLocation)
        #expect(run.errors.isEmpty, "\(arguments)", sourceLocation: sourceLocation)
        return run.output
    }

    /// Registers a client.
    func addClient(
        _ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> TestClient {
        let arguments = arguments.isEmpty ? ["--resource", "api_v0.0.1"] : arguments
        let command = ["clients", "add", "--name", "Jane Doe"] + arguments
        let run = try await run(.commandLine, command, environment: Self.countingOnce(command))
        try #require(run.status == 0, "\(run.errors)", sourceLocation: sourceLocation)
        return try TestClient(printed: run.output)
    }
}

extension Workspace {
    private static let counted = Mutex<Set<[String]>>([])

    /// What is done again and again to set tests up counts for coverage once: every profile has megabytes.
    private static func countingOnce(_ arguments: [String]) -> [String: String] {
        counted.withLock { $0.insert(arguments).inserted } ? [:] : ["LLVM_PROFILE_FILE": "/dev/null"]
    }
}

/// A client with its secret.
struct TestClient: Sendable {
    let id: String
    let secret: String

    init(id: String, secret: String) {
        self.id = id
        self.secret = secret
    }

    /// Reads what `clients add` prints.
    init(printed: String) throws {
        let json = try JSON(printed)
        id = try #require(json["client_id"]?.string)
        secret = try #require(json["client_secret"]?.string)
    }
}
