import NIOCore

/// Writes responses to one connection, sends at once all that one read gave rise to, and ends the connection.
final class ResponseWriter {
    private enum Ending {
        case close
        /// Closes the sending side first, so that the client can read the response although it goes on sending.
        case linger
        /// The sending side is closed; the client's end, or the end of its time, closes the other.
        case lingering
    }

    /// Whether more may be written at once, by what reads or answers just now, which flushes when it is done.
    var isGathering = false

    /// Whether the socket takes more at present.
    private(set) var isWritable: Bool

    private let context: ChannelHandlerContext
    private let deadlines: ConnectionDeadlines
    /// What has been written and not been sent; its memory serves again once the socket has taken it.
    private var buffer = ByteBuffer()
    private var unwritten = 0
    private var ending: Ending?
    private var inputEnded = false

    /// Large bodies are written in pieces of so many bytes, so that a client that reads is told from one that doesn't.
    private static let pieceSize = 65_536
    /// How much memory an idle connection keeps for its next response, in bytes.
    private static let keptCapacity = 8192
    /// How long a refused client may go on sending before it is cut off.
    private static let lingerTime = TimeAmount.seconds(2)

    init(context: ChannelHandlerContext, deadlines: ConnectionDeadlines) {
        self.context = context
        self.deadlines = deadlines
        isWritable = context.channel.isWritable
    }

    /// The socket takes more, or takes no more, than before.
    func writabilityChanged() { isWritable = context.channel.isWritable }

    /// Tells the client to send the body (RFC 9110 section 15.2.1).
    func writeContinue() {
        buffer.writeStaticString("HTTP/1.1 100 Continue\r\n\r\n")
        send()
    }

    /// Writes a whole response; `flush` sends it.
    func write(_ response: OutgoingResponse) {
        response.write(to: &buffer)
        if buffer.readableBytes > Self.pieceSize { send() }
    }

    /// The connection's event loop.
    var loop: any EventLoop { context.eventLoop }

    /// Sends what has been written, unless somebody does who gathers more.
    func flush() {
        if !isGathering || !isWritable { send() }
    }

    private func send() {
        guard buffer.readableBytes > 0 else { return }
        while let piece = buffer.readSlice(length: min(buffer.readableBytes, Self.pieceSize)), piece.readableBytes > 0 {
            context.write(RequestHandler.wrapOutboundOut(piece), promise: tracked())
        }
        context.flush()
        // Flushing may have made room for the next answer, which has then been written.
        guard buffer.readableBytes == 0 else { return }
        // A buffer that the socket has taken whole is ours alone again.
        if buffer.capacity > Self.keptCapacity { buffer = ByteBuffer() } else { buffer.clear() }
    }

    /// Ends the connection once everything is written.
    func end(lingering: Bool) {
        ending = lingering ? .linger : .close
        isGathering = false
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
        guard ending == .linger else { return }
        self.ending = .lingering
        context.close(mode: .output, promise: nil)
        deadlines.linger(atMost: Self.lingerTime)
    }
}
