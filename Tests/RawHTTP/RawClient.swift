import NIOCore
import NIOPosix
public import NIOSSL

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A client that sends bytes as they are, right or wrong, and reads what comes back.
///
/// For one task at a time. Every wait has a deadline of thirty seconds, after which it throws.
public final class RawClient {
    /// What went wrong while waiting.
    public enum Failure: Error {
        /// Nothing came for thirty seconds.
        case timeout
        /// The connection ended where a response was expected; what had come of it.
        case ended([UInt8])
        /// What came is not HTTP.
        case notHTTP([UInt8])
    }

    private enum Event: Sendable {
        case bytes([UInt8])
        case end
        case timeout
    }

    private let channel: any Channel
    private let events: AsyncStream<Event>
    private let continuation: AsyncStream<Event>.Continuation
    private let counter = Counter()
    private var received: [UInt8] = []
    private var consumed = 0
    private var hasEnded = false

    private init(channel: any Channel, stream: (AsyncStream<Event>, AsyncStream<Event>.Continuation)) {
        self.channel = channel
        (events, continuation) = stream
    }

    /// Connects to a port of this machine, with TLS where a context is given.
    ///
    /// What is to be sent at first is sent by the event loop, however busy the threads of the tests are. A client that
    /// isn't reading starts to with `read()`.
    public static func connect(
        to port: Int, tls: NIOSSLContext? = nil, sending first: String = "", isReading: Bool = true
    ) async throws -> RawClient {
        let stream = AsyncStream.makeStream(of: Event.self)
        let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelOption(.autoRead, value: isReading)
            .connectTimeout(.seconds(30))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls {
                        let handler = try NIOSSLClientHandler(context: tls, serverHostname: nil)
                        try channel.pipeline.syncOperations.addHandler(handler)
                    }
                    try channel.pipeline.syncOperations.addHandler(
                        Collector(continuation: stream.continuation, first: first))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        return RawClient(channel: channel, stream: stream)
    }

    /// Sends text.
    public func send(_ text: String) async throws { try await send(Array(text.utf8)) }

    /// Sends bytes.
    public func send(_ bytes: [UInt8]) async throws { try await channel.writeAndFlush(ByteBuffer(bytes: bytes)).get() }

    /// Sends what can be sent without waiting for the server to read it.
    public func sendWithoutWaiting(_ bytes: [UInt8]) { channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil) }

    /// Sends one byte again and again, until the connection ends.
    public func drip(_ byte: UInt8, every pause: Duration) {
        let (channel, dripped) = (channel, counter)
        channel.eventLoop.scheduleRepeatedTask(initialDelay: .zero, delay: TimeAmount(pause)) { task in
            if channel.isActive {
                dripped.next()
                channel.writeAndFlush(ByteBuffer(bytes: [byte]), promise: nil)
            } else {
                task.cancel()
            }
        }
    }

    /// How many bytes have dripped.
    public var dripped: Int { counter.value }

    /// Ends the sending side alone.
    public func halfClose() async throws { try await channel.close(mode: .output).get() }

    /// Hangs up.
    public func close() { channel.close(promise: nil) }

    /// Hangs up with a reset.
    public func reset() async throws {
        try await (channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
        channel.close(promise: nil)
    }

    /// Begins to read from the socket.
    public func read() async throws { try await channel.setOption(.autoRead, value: true).get() }

    /// Reads one response; `hasBody` is false for answers to HEAD.
    public func response(hasBody: Bool = true) async throws -> RawResponse {
        var parsed = try RawResponse.parseHead(received[consumed...])
        while parsed == nil {
            guard try await more() else { throw Failure.ended(Array(received[consumed...])) }
            parsed = try RawResponse.parseHead(received[consumed...])
        }
        guard let (response, head, length) = parsed else { throw Failure.notHTTP([]) }
        consumed += head
        guard hasBody else { return response }
        while received.count - consumed < length {
            guard try await more() else { throw Failure.ended(Array(received[consumed...])) }
        }
        defer { consumed += length }
        return response.with(received[consumed..<consumed + length])
    }

    /// Reads until the server has closed, and returns what came.
    public func rest() async throws -> [UInt8] {
        while try await more() {}
        defer { consumed = received.count }
        return Array(received[consumed...])
    }

    private func more() async throws -> Bool {
        if hasEnded { return false }
        let timer = channel.eventLoop.scheduleTask(in: .seconds(30)) { [continuation] in continuation.yield(.timeout) }
        defer { timer.cancel() }
        var iterator = events.makeAsyncIterator()
        switch await iterator.next() {
        case .bytes(let bytes):
            received += bytes
            return true
        case .timeout: throw Failure.timeout
        case .end, nil:
            hasEnded = true
            return false
        }
    }

    deinit { channel.close(promise: nil) }

    private final class Collector: ChannelInboundHandler, Sendable {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        let continuation: AsyncStream<Event>.Continuation
        let first: String

        init(continuation: AsyncStream<Event>.Continuation, first: String) {
            self.continuation = continuation
            self.first = first
        }

        func channelActive(context: ChannelHandlerContext) {
            if !first.isEmpty { context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: first)), promise: nil) }
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            var buffer = unwrapInboundIn(data)
            continuation.yield(.bytes(buffer.readBytes(length: buffer.readableBytes) ?? []))
        }

        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            if case ChannelEvent.inputClosed? = event as? ChannelEvent { continuation.yield(.end) }
        }

        func channelInactive(context: ChannelHandlerContext) { continuation.yield(.end) }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }
}
