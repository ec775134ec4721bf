/// A server that has its port, and serves once it runs.
public struct BoundServer: Sendable {
    /// The base of its URLs, with the port that was bound.
    public let url: String
    private let process: ServerProcess
    private let ready: @Sendable () -> Bool

    /// Puts a server together; `ready` says whether it has all that it serves from.
    public init(url: String, process: ServerProcess, ready: @escaping @Sendable () -> Bool) {
        self.url = url
        self.process = process
        self.ready = ready
    }

    /// Whether it has all that it serves from: store and keys.
    public var isReady: Bool { ready() }

    /// Serves until `stop()`, a graceful shutdown of the task, or its cancellation; returns when every request was
    /// answered.
    ///
    /// - Throws: What ended it otherwise.
    public func run() async throws { try await process.run() }

    /// Stops it gracefully: `run()` returns when every request was answered.
    public func stop() async { await process.stop() }

    /// Serves as a program's only task, until a signal stops it (`ServerProcess.runUntilSignal()`).
    ///
    /// - Throws: What ended it otherwise.
    public func runUntilSignal() async throws { try await process.runUntilSignal() }
}
