import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization

/// Answers once there is something to answer with: an app that has to know its own URL is composed after its port is
/// bound.
final class LateResponder<Inner: HTTPResponder>: HTTPResponder {
    private let inner = Mutex<Inner?>(nil)

    func fill(_ responder: Inner) { inner.withLock { $0 = responder } }

    func respond(to request: Request, context: Inner.Context) async throws -> Response {
        guard let inner = inner.withLock({ $0 }) else { throw HTTPError(.serviceUnavailable) }
        return try await inner.respond(to: request, context: context)
    }
}

struct NotBound: Error {}

/// Runs somebody's app, with its services, on a free port of this machine while the body runs, whatever port it would
/// have liked; then stops it gracefully.
func withApp<App: ApplicationProtocol>(
    _ compose: (_ url: String) async throws -> App, _ body: (_ url: String) async throws -> Void
) async throws {
    let logger = Logger(label: "app") { _ in SwiftLogNoOpLogHandler() }
    let (ports, bound) = AsyncStream.makeStream(of: Int.self)
    let late = LateResponder<App.Responder>()
    let shell = Application(
        responder: late, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
        onServerRunning: { channel in
            if let port = channel.localAddress?.port { bound.yield(port) }
        }, logger: logger)
    try await running([shell], logger: logger, onEnd: { bound.finish() }) {
        var iterator = ports.makeAsyncIterator()
        guard let port = await iterator.next() else { throw NotBound() }
        let url = "http://127.0.0.1:\(port)"
        let app = try await compose(url)
        late.fill(try await app.responder)
        guard !app.services.isEmpty else { return try await body(url) }
        try await running(app.services, logger: logger) { try await body(url) }
    }
}

/// Runs services while the body runs, then stops them gracefully.
func running(
    _ services: [any Service], logger: Logger, onEnd: @escaping @Sendable () -> Void = {},
    _ body: () async throws -> Void
) async throws {
    try await running(ServiceGroup(services: services, logger: logger), onEnd: onEnd, body)
}

/// Runs a group while the body runs, then stops it gracefully.
func running(
    _ group: ServiceGroup, onEnd: @escaping @Sendable () -> Void = {}, _ body: () async throws -> Void
) async throws {
    async let ended: Void = {
        defer { onEnd() }
        try await group.run()
    }()
    let result: Result<Void, any Error>
    do { result = .success(try await body()) } catch { result = .failure(error) }
    await group.triggerGracefulShutdown()
    try await ended
    try result.get()
}
