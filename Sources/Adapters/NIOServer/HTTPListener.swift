public import Logging
import NIOCore
import NIOPosix
import Synchronization

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A socket that listens and doesn't accept yet: its port is known before what will serve on it.
///
/// Connections made before `HTTPServer.run()` wait in the system's backlog.
public final class HTTPListener: Sendable {
    /// The port that was bound.
    public let port: Int

    let configuration: HTTPServerConfiguration
    let logger: Logger
    let tls: TLSContext?
    let ended: EventLoopFuture<ConnectionRegistry.End>
    let channel: any Channel
    private let server: ServerSlot

    /// Reads the TLS files and listens; throws `TLSFileFailure` or `ListenFailure`.
    public static func bind(_ configuration: HTTPServerConfiguration, logger: Logger) async throws -> HTTPListener {
        let tls = try configuration.tls.map { files throws(TLSFileFailure) in try TLSContext(files) }
        let group = loops
        let ended = group.next().makePromise(of: ConnectionRegistry.End.self)
        let server = ServerSlot()
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelOption(.autoRead, value: false)
            // One at a time, so that the limit is exact.
            .serverChannelOption(.maxMessagesPerRead, value: 1)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let registry = ConnectionRegistry(
                        limit: configuration.limits.connections, logger: logger, ended: ended)
                    try channel.pipeline.syncOperations.addHandler(registry)
                }
            }
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelOption(.maxMessagesPerRead, value: 1)
            .childChannelOption(.recvAllocator, value: ConnectionPipeline.receiveAllocator)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    guard let context = server.context else { throw ChannelError.ioOnClosedChannel }
                    let ready = server.readyRequests(of: channel.eventLoop)
                    try ConnectionPipeline.configure(channel, for: context, ready: ready, tls: tls)
                }
            }
        do {
            let channel = try await bootstrap.bind(host: configuration.host, port: configuration.port).get()
            return HTTPListener(
                channel: channel, configuration: configuration, logger: logger, tls: tls, ended: ended.futureResult,
                server: server)
        } catch {
            // Where not even a channel was made, nobody else fulfils it.
            ended.succeed(.lost)
            throw ListenFailure(
                address: "\(configuration.host):\(configuration.port)", reason: Self.reason(of: error))
        }
    }

    private init(
        channel: any Channel, configuration: HTTPServerConfiguration, logger: Logger, tls: TLSContext?,
        ended: EventLoopFuture<ConnectionRegistry.End>, server: ServerSlot
    ) {
        self.channel = channel
        self.port = channel.localAddress?.port ?? configuration.port
        self.configuration = configuration
        self.logger = logger
        self.tls = tls
        self.ended = ended
        self.server = server
    }

    /// The loops on which all is served.
    static var loops: MultiThreadedEventLoopGroup { .singleton }

    /// Whether connections are accepted, and the port file says so.
    public var isServing: Bool { server.isServing }

    /// Notes that they are.
    func noteServing() { server.noteServing() }

    /// Stops listening, for whoever bound but won't serve.
    public func close() { command(.abort) }

    /// Begins to accept connections.
    func accept(with context: ServerContext) async throws {
        server.fill(context)
        try await channel.setOption(.autoRead, value: true).get()
    }

    /// Tells the connections something; safe from any thread, however often.
    func command(_ command: ConnectionRegistry.Command) {
        channel.triggerUserOutboundEvent(command, promise: nil)
    }

    private static func reason(of error: any Error) -> String {
        if error is SocketAddressError.UnknownHost { return "no address is known for this host (http.host)" }
        return switch (error as? IOError)?.errnoCode {
        case EADDRINUSE?: "the address is in use; stop what listens there, or choose another port (http.port)"
        case EADDRNOTAVAIL?:
            "this machine does not have that address; choose one that it has, or 0.0.0.0 for all (http.host)"
        case EACCES?: "not permitted; choose a port from 1024 on, or grant CAP_NET_BIND_SERVICE (http.port)"
        default: "\(error)"
        }
    }
}

/// What accepted connections are served with, from the moment on that there is something.
final class ServerSlot: Sendable {
    private let stored = Mutex<ServerContext?>(nil)
    private let serving = Atomic(false)
    private let ready = Mutex<[ObjectIdentifier: NIOLoopBound<ReadyRequests>]>([:])

    var isServing: Bool { serving.load(ordering: .acquiring) }

    func noteServing() { serving.store(true, ordering: .releasing) }

    var context: ServerContext? { stored.withLock { $0 } }

    func fill(_ context: ServerContext) { stored.withLock { $0 = context } }

    /// The one of this loop, which calls.
    func readyRequests(of loop: any EventLoop) -> ReadyRequests {
        let bound = ready.withLock { known in
            if let one = known[ObjectIdentifier(loop)] { return one }
            let one = NIOLoopBound(ReadyRequests(loop: loop), eventLoop: loop)
            known[ObjectIdentifier(loop)] = one
            return one
        }
        return bound.value
    }
}
