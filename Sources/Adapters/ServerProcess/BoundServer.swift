public import SteelcutNIOServer

/// A server that has its port, and serves once it runs.
public struct BoundServer: Sendable {
    /// The base of its URLs, with the port that was bound.
    public let url: String
    private let process: ServerProcess
    private let listener: HTTPListener
    private let ready: @Sendable () -> Bool

    /// Puts a server together; `ready` says whether it has all that it serves from.
    public init(
        url: String, process: ServerProcess, listener: HTTPListener, ready: @escaping @Sendable () -> Bool
    ) {
        self.url = url
        self.process = process
        self.listener = listener
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

    /// Serves as a program's only task, until a signal stops it (`ServerProcess.runUntilSignal(_:)`).
    ///
    /// - Throws: What ended it otherwise.
    public func runUntilSignal() async throws { try await runUntilSignal(telling: .nobody) }

    /// The same, and a service manager hears how it is.
    func runUntilSignal(telling manager: ServiceManager) async throws {
        let (listener, ready, logger) = (listener, ready, process.logger)
        try await process.runUntilSignal(
            Supervision(
                url: url, patience: manager.patience, isReady: { ready() && listener.isServing },
                answers: listener.answers, tell: { manager.tell($0, logger) }))
    }
}
