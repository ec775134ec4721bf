import HTTPTypes
import Hummingbird
import Logging
import ServiceLifecycle
import SteelcutEndpoints
import SteelcutHummingbird
import SteelcutRawHTTP
import Testing

extension Transport {
    /// Goes through the mount in a Hummingbird app.
    static let hummingbird = overSocket("Hummingbird") { try await HummingbirdUnderTest.start($0) }
}

/// A Hummingbird app with an endpoint mounted, on a free port.
struct HummingbirdUnderTest {
    private let group: ServiceGroup
    private let ports: AsyncStream<Int>
    private let bound: AsyncStream<Int>.Continuation

    private init(
        _ endpoint: any Endpoint, limits: MountLimits, answersEverything: Bool,
        routes: (Hummingbird.Router<BasicBearerRequestContext>) throws -> Void
    ) rethrows {
        let router = Hummingbird.Router(context: BasicBearerRequestContext.self)
        router.add(middleware: EndpointMount(endpoint, limits: limits, answersEverything: answersEverything))
        try routes(router)
        let (ports, bound) = AsyncStream.makeStream(of: Int.self)
        let logger = Logger(label: "Hummingbird under test") { _ in SwiftLogNoOpLogHandler() }
        let app = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in
                if let port = channel.localAddress?.port { bound.yield(port) }
            }, logger: logger)
        self.ports = ports
        self.bound = bound
        group = ServiceGroup(configuration: .init(services: [app], gracefulShutdownSignals: [], logger: logger))
    }

    /// Runs until it is stopped; whoever still waits for the port is then told that there is none.
    private func run() async throws {
        defer { bound.finish() }
        try await group.run()
    }

    private func port() async throws -> Int {
        var iterator = ports.makeAsyncIterator()
        return try #require(await iterator.next())
    }

    /// Starts an app that runs as long as the process, and returns its port.
    static func start(_ endpoint: any Endpoint) async throws -> Int {
        let test = HummingbirdUnderTest(
            endpoint, limits: MountLimits(requestTime: .seconds(30)), answersEverything: true, routes: { _ in })
        Task { try await test.run() }
        return try await test.port()
    }

    /// Runs an app while the body runs, then stops it gracefully.
    static func with(
        _ endpoint: any Endpoint, limits: MountLimits = MountLimits(requestTime: .seconds(30)),
        answersEverything: Bool = true,
        routes: (Hummingbird.Router<BasicBearerRequestContext>) throws -> Void = { _ in },
        _ body: (Int) async throws -> Void
    ) async throws {
        let test = try HummingbirdUnderTest(
            endpoint, limits: limits, answersEverything: answersEverything, routes: routes)
        async let running: Void = test.run()
        let result: Result<Void, any Error>
        do { result = .success(try await body(try await test.port())) } catch { result = .failure(error) }
        await test.group.triggerGracefulShutdown()
        try await running
        try result.get()
    }
}
