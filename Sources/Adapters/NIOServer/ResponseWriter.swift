import NIOCore
import NIOHTTP1

/// Writes responses to one connection, flushes once for all that one read gave rise to, and ends the connection.
final class ResponseWriter {
    private enum Ending {
        case close
        /// Closes the sending side first, so that the client can read the response although it goes on sending.
        case linger
    }

    /// Whether what is written now will be flushed when the current read is complete.
    var isInRead = false

    private let context: ChannelHandlerContext
    private let deadlines: ConnectionDeadlines
    private var hasUnflushed = false
    private var unwritten = 0
    private var ending: Ending?
    private var inputEnded = false

    /// Large bodies are written in pieces of so many bytes, so that a client that reads is told from one that doesn't.
    private static let pieceSize = 65_536
    /// How long a refused client may go on sending before it is cut off.
    private static let lingerTime = TimeAmount.seconds(2)

    init(context: ChannelHandlerContext, deadlines: ConnectionDeadlines) {
        self.context = context
        self.deadlines = deadlines
    }

    /// Tells the client to send the body (RFC 9110 section 15.2.1).
    func writeContinue() {
        let head = HTTPResponseHead(version: .http1_1, status: .continue)
        context.writeAndFlush(RequestHandler.wrapOutboundOut(.head(head)), promise: nil)
    }

    /// Writes a whole response; `flush` sends it.
    func write(_ response: OutgoingResponse) {
        context.write(
            RequestHandler.wrapOutboundOut(.head(response.head)), promise: response.body.isEmpty ? tracked() : nil)
        var rest = context.channel.allocator.buffer(bytes: response.body)
        while let piece = rest.readSlice(length: min(rest.readableBytes, Self.pieceSize)), piece.readableBytes > 0 {
            context.write(RequestHandler.wrapOutboundOut(.body(.byteBuffer(piece))), promise: tracked())
        }
        context.write(RequestHandler.wrapOutboundOut(.end(nil)), promise: nil)
        hasUnflushed = true
    }

    /// The connection's event loop.
    var loop: any EventLoop { context.eventLoop }

    /// Whether the socket takes more at present.
    var isWritable: Bool { context.channel.isWritable }

    /// Sends what has been written, unless the end of the current read does.
    func flush() {
        guard hasUnflushed, !isInRead || !isWritable else { return }
        hasUnflushed = false
        context.flush()
    }

    /// Ends the connection once everything is written.
    func end(lingering: Bool) {
        ending = lingering ? .linger : .close
        isInRead = false
        flush()
        endIfWritten()
    }

    /// The client won't send any more, or nobody will wait for it: once everything is written, that is the end.
    func endInput() {
        inputEnded = true
        endIfWritten()
    }

    private func tracked() -> EventLoopPromise<Void> {
        unwritten += 1
        deadlines.willWrite()
        let written = context.eventLoop.makePromise(of: Void.self)
        written.futureResult.assumeIsolated().whenComplete { _ in
            self.unwritten -= 1
            self.deadlines.didWrite()
            self.endIfWritten()
        }
        return written
    }

    private func endIfWritten() {
        guard unwritten == 0, let ending else { return }
        if ending == .close || inputEnded { return context.close(promise: nil) }
        self.ending = nil
        context.close(mode: .output, promise: nil)
        deadlines.linger(atMost: Self.lingerTime)
        self.ending = .close
    }
}
