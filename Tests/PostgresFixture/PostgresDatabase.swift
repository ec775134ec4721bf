import Dispatch
import Foundation
import Synchronization

/// A database of the throw-away cluster that `Scripts/with-postgres` runs tests beside, one test's own.
///
/// What is asked here goes through psql, so that no adapter vouches for itself.
public struct PostgresDatabase: Sendable {
    /// Its name.
    public let name: String
    /// A connection string of the cluster's superuser, for any database.
    private let cluster: String

    /// What went wrong.
    public struct Failure: Error, CustomStringConvertible {
        /// What went wrong, as whoever asked for it put it.
        public let description: String

        /// A failure with its sentence.
        public init(description: String) { self.description = description }
    }

    /// The cluster's connection string.
    ///
    /// Throws `Failure` where there is none: a test without PostgreSQL fails, it isn't skipped.
    public static func cluster() throws -> String {
        guard let cluster = ProcessInfo.processInfo.environment["STEELCUT_TEST_POSTGRES"], !cluster.isEmpty else {
            throw Failure(description: "STEELCUT_TEST_POSTGRES is not set; run: Scripts/with-postgres swift test")
        }
        return cluster
    }

    /// The path of the cluster's Unix socket.
    ///
    /// Throws `Failure` where there is none.
    public static func clusterSocket() throws -> String {
        let options = try cluster().split(separator: " ")
        func value(_ keyword: String) -> Substring? {
            options.first { $0.hasPrefix(keyword + "=") }?.dropFirst(keyword.count + 1)
        }
        guard let host = value("host"), let port = value("port") else {
            throw Failure(description: "STEELCUT_TEST_POSTGRES names no host and port")
        }
        return "\(host)/.s.PGSQL.\(port)"
    }

    /// A database of a cluster by its name.
    public init(named name: String, in cluster: String) {
        self.name = name
        self.cluster = cluster
    }

    /// A connection string for a role, over the socket, where no password is asked for.
    public func connectionString(as role: String = "postgres") -> String {
        "\(cluster) dbname=\(name) user=\(role)"
    }

    /// What psql prints for `sql`, run as `role`: rows a line each, columns apart by `|`.
    ///
    /// Throws `Failure` with what psql says where a statement fails.
    @discardableResult
    public func psql(_ sql: String, as role: String = "postgres") async throws -> String {
        try await Self.psql(sql, at: connectionString(as: role))
    }

    /// Lends a new database to `body` and drops it afterwards.
    ///
    /// It is a copy of a template that `script`, or nothing where that is `nil`, was run in once in this process.
    public static func withNew<Value>(
        setUpBy script: String?, _ body: (PostgresDatabase) async throws -> Value
    ) async throws -> Value {
        let cluster = try cluster()
        await gate.enter()
        defer { gate.leave() }
        let source = if let script { try await template(script, in: cluster) } else { "template0" }
        let database = PostgresDatabase(named: uniqueName("case"), in: cluster)
        let administration = PostgresDatabase(named: "postgres", in: cluster)
        try await administration.psql("CREATE DATABASE \(database.name) TEMPLATE \(source)")
        let result: Result<Value, any Error>
        do { result = .success(try await body(database)) } catch { result = .failure(error) }
        try await administration.psql("DROP DATABASE \(database.name) WITH (FORCE)")
        return try result.get()
    }

    /// A hundred tests at once would ask for more connections than a cluster has.
    private static let gate = Gate(width: 8)

    private static let templates = Mutex<[String: Task<String, any Error>]>([:])

    /// The template that `script` was run in, made by whoever asks first; others wait for it.
    private static func template(_ script: String, in cluster: String) async throws -> String {
        let making = templates.withLock { templates in
            if let making = templates[cluster + script] { return making }
            let making = Task {
                let template = PostgresDatabase(named: uniqueName("template"), in: cluster)
                try await PostgresDatabase(named: "postgres", in: cluster).psql("CREATE DATABASE \(template.name)")
                try await template.psql(script)
                return template.name
            }
            templates[cluster + script] = making
            return making
        }
        return try await making.value
    }

    /// No other process of the cluster has it either.
    private static func uniqueName(_ kind: String) -> String {
        "\(kind)_\(ProcessInfo.processInfo.processIdentifier)_\(UInt64.random(in: 0 ... .max))"
    }

    private static func psql(_ sql: String, at connectionString: String) async throws -> String {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try run(sql, at: connectionString) })
            }
        }
    }

    private static func run(_ sql: String, at connectionString: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", connectionString]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        process.standardError = output
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(sql.utf8))
        try input.fileHandleForWriting.close()
        let printed = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(description: printed) }
        return printed.hasSuffix("\n") ? String(printed.dropLast()) : printed
    }
}

/// Lets so many through at once.
private final class Gate: Sendable {
    private struct State {
        var free: Int
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    init(width: Int) { state = Mutex(State(free: width)) }

    func enter() async {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                if state.free > 0 {
                    state.free -= 1
                    return true
                }
                state.waiting.append(continuation)
                return false
            }
            if isFree { continuation.resume() }
        }
    }

    func leave() {
        let next: CheckedContinuation<Void, Never>? = state.withLock { state in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
            state.free += 1
            return nil
        }
        next?.resume()
    }
}
