import Logging
import NIOCore
public import ServiceLifecycle
public import SteelcutDomain
public import SteelcutEndpoints

/// Serves an endpoint over HTTP/1.1, with or without TLS, until it is shut down.
public final class HTTPServer: Service {
    private let listener: HTTPListener
    private let endpoint: any Endpoint
    private let clock: any Ports.Clock
    private let makeRequestID: @Sendable () -> String

    /// Puts a server together; `run()` starts it.
    ///
    /// - Parameters:
    ///   - listener: The bound socket, and the configuration and logger of all that is served on it.
    ///   - endpoint: What answers the requests.
    ///   - clock: Tells what `Date` says.
    ///   - makeRequestID: Makes the value of `X-Request-Id`, once a request: visible ASCII.
    public init(
        listener: HTTPListener, endpoint: any Endpoint, clock: any Ports.Clock,
        makeRequestID: @escaping @Sendable () -> String = randomRequestID
    ) {
        self.listener = listener
        self.endpoint = endpoint
        self.clock = clock
        self.makeRequestID = makeRequestID
    }

    /// 64 random bits in hexadecimal digits: enough to tell requests in a log apart.
    public static let randomRequestID: @Sendable () -> String = { String(UInt64.random(in: .min ... .max), radix: 16) }

    /// Accepts connections and serves them until a graceful shutdown, which answers what has been asked, or until
    /// the task is cancelled, which cuts every connection.
    ///
    /// Throws `ShutdownGraceExceeded` where requests were still in flight when the grace had run out,
    /// `PortFileFailure`, or `ListenerLost` where the socket closed by itself.
    public func run() async throws {
        try await withTaskCancellationHandler {
            try await withGracefulShutdownHandler {
                try await serve()
            } onGracefulShutdown: { [listener] in
                listener.command(.stop(grace: TimeAmount(listener.configuration.shutdownGrace)))
            }
        } onCancel: {
            listener.command(.abort)
        }
    }

    /// Reads the certificate and key again, for connections made from now on; without TLS it does nothing.
    ///
    /// Throws `TLSFileFailure`, and goes on with the old ones, where the new ones can't be used.
    public func reloadTLS() throws(TLSFileFailure) { try listener.tls?.reload() }

    private func serve() async throws {
        let configuration = listener.configuration
        let context = ServerContext(
            endpoint: endpoint, limits: configuration.limits, isSecure: listener.tls != nil,
            date: HTTPDate(clock: clock), makeRequestID: makeRequestID, log: AccessLog(logger: listener.logger))
        do {
            try await listener.accept(with: context)
            if let path = configuration.portFile { try await PortFile.write(listener.port, to: path) }
            listener.noteServing()
        } catch {
            listener.command(.abort)
            // A shutdown asked for before the start has closed the listener.
            if Task.isShuttingDownGracefully || Task.isCancelled { return }
            throw error
        }
        listener.logger.info(
            "listening",
            metadata: [
                "host": .string(configuration.host), "port": .stringConvertible(listener.port),
                "tls": .stringConvertible(listener.tls != nil),
            ])
        switch try await listener.ended.get() {
        case .asked: break
        case .graceExceeded(let connections): throw ShutdownGraceExceeded(connections: connections)
        case .lost: throw ListenerLost()
        }
    }
}
