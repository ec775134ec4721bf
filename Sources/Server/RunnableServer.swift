public import ServiceLifecycle
import SteelcutServerProcess
import Synchronization

/// A server that listens, and serves once it is started.
public final class RunnableServer: Service {
    private let server: BoundServer
    private let background = Mutex<Task<Void, any Error>?>(nil)
    private let failure = Mutex<(any Error)?>(nil)

    init(_ server: BoundServer) { self.server = server }

    deinit { background.withLock { $0?.cancel() } }

    /// The base of its URLs, with the port that was bound, such as `http://127.0.0.1:5000`.
    public var url: String { server.url }

    /// Serves until the service group, `stop()` or the task's cancellation ends it: for programs with other services.
    ///
    /// - Throws: What ended it otherwise.
    public func run() async throws { try await server.run() }

    /// Serves as a program's only task: SIGTERM and SIGINT stop it when every request was answered, SIGHUP reads files
    /// again.
    ///
    /// - Throws: What ended it otherwise.
    public func runUntilSignal() async throws { try await server.runUntilSignal() }

    /// Serves beside what the program goes on to do, until `stop()`; returns once it has store and keys.
    ///
    /// To be called once. Where the server is let go of without `stop()`, its connections are cut.
    ///
    /// - Throws: What keeps it from starting, `CancellationError`.
    public func start() async throws {
        let task = Task { [server, weak self] in
            do { try await server.run() } catch {
                self?.failure.withLock { $0 = error }
                throw error
            }
        }
        background.withLock { $0 = task }
        while !server.isReady {
            if let failure = failure.withLock({ $0 }) { throw failure }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Stops it; returns when every request was answered.
    ///
    /// - Throws: What ended it before.
    public func stop() async throws {
        await server.stop()
        try await background.withLock { $0 }?.value
    }
}
