public import Logging
import ServiceLifecycle
public import SteelcutDomain
public import SteelcutEndpoints
public import SteelcutNIOServer
import Synchronization

/// A server that runs for one test.
public struct ServerUnderTest: Sendable {
    /// The port it listens on.
    public let port: Int
    /// The server itself.
    public let server: HTTPServer
    private let group: ServiceGroup

    /// Asks it to stop gracefully, as SIGTERM does.
    public func stop() async { await group.triggerGracefulShutdown() }

    /// Runs a server on a free port while the body runs, then stops it gracefully.
    ///
    /// Throws what the body or the server's run throws.
    public static func with<Result>(
        _ endpoint: any Endpoint, limits: HTTPLimits = HTTPLimits(requestTime: .seconds(30)),
        grace: Duration = .seconds(10),
        tls: TLSFiles? = nil, portFile: String? = nil, logger: Logger? = nil,
        _ body: (ServerUnderTest) async throws -> Result
    ) async throws -> Result {
        let configuration = HTTPServerConfiguration(
            port: 0, portFile: portFile, limits: limits, shutdownGrace: grace, tls: tls)
        let test = try await ServerUnderTest(endpoint, configuration, logger)
        async let running: Void = test.group.run()
        let result: Result
        do {
            result = try await body(test)
        } catch {
            await test.group.triggerGracefulShutdown()
            _ = try? await running
            throw error
        }
        await test.group.triggerGracefulShutdown()
        try await running
        return result
    }

    /// Starts a server on a free port that runs as long as the process: for what all tests of a process ask.
    ///
    /// Throws where it can't listen.
    public static func start(_ endpoint: any Endpoint) async throws -> ServerUnderTest {
        let limits = HTTPLimits(requestTime: .seconds(30))
        let test = try await ServerUnderTest(endpoint, HTTPServerConfiguration(port: 0, limits: limits), nil)
        Task { try await test.group.run() }
        return test
    }

    private init(
        _ endpoint: any Endpoint, _ configuration: HTTPServerConfiguration, _ logger: Logger?
    ) async throws {
        let logger = logger ?? Logger(label: "server under test") { _ in SwiftLogNoOpLogHandler() }
        let listener = try await HTTPListener.bind(configuration, logger: logger)
        let counter = Counter()
        port = listener.port
        server = HTTPServer(
            listener: listener, endpoint: endpoint, clock: FixedClock(), makeRequestID: { "request-\(counter.next())" })
        group = ServiceGroup(
            configuration: .init(services: [server], gracefulShutdownSignals: [], logger: logger))
    }
}

/// Counts, from any thread.
public final class Counter: Sendable {
    private let count = Mutex(0)

    /// Starts at zero.
    public init() {}

    /// How often `next()` was called.
    public var value: Int { count.withLock { $0 } }

    /// One more than the last time.
    @discardableResult public func next() -> Int {
        count.withLock {
            $0 += 1
            return $0
        }
    }
}

/// It is always Sunday, 6 November 1994, 08:49:37.
public struct FixedClock: Ports.Clock {
    /// Makes the clock.
    public init() {}

    /// The moment of RFC 9110's examples.
    public func now() -> Timestamp { Timestamp(seconds: 784_111_777) }

    /// Nothing ever takes time.
    public func uptime() -> Duration { .zero }
}
