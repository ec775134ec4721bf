import SteelcutEndpoints
import NIOCore
import NIOHTTP1

/// Reads one request after the other, has the endpoint answer each, and writes the answers in the requests' order.
///
/// SwiftNIO's own pipelining handler isn't used: it drops requests that wait when a server stops, and it hands over the
/// next request inside the write of the last answer, a few stack frames deeper for each request of a long pipeline.
final class RequestHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = ByteBuffer

    enum Phase {
        /// Between requests.
        case idle
        /// A head has been read.
        case reading(IncomingRequest)
        /// The endpoint has the request.
        case answering
        /// The last answer has been given.
        case closing
    }

    private enum Input {
        case part(HTTPServerRequestPart)
        case unknownMethod(HTTPRequestHead)
        case failure(UnreadableRequest)
        case endOfInput
    }

    let server: ServerContext
    let deadlines: ConnectionDeadlines
    let gate: ConnectionGate
    let ready: ReadyRequests
    var writer: ResponseWriter?
    var phase = Phase.idle
    /// Whether the server stops: the last request that has been read is the last to be answered.
    private(set) var isStopping = false
    /// Heads that have been read and not been looked at.
    private(set) var waitingHeads = 0
    private var waiting = CircularBuffer<Input>()
    private var isAdvancing = false

    init(server: ServerContext, deadlines: ConnectionDeadlines, gate: ConnectionGate, ready: ReadyRequests) {
        self.server = server
        self.deadlines = deadlines
        self.gate = gate
        self.ready = ready
    }

    func handlerAdded(context: ChannelHandlerContext) {
        writer = ResponseWriter(context: context, deadlines: deadlines)
        // Each holds the other until the handler is removed. A weak reference would make each count of references dearer.
        deadlines.onExpiry = { self.timeIsUp($0, context: context) }
        gate.onRepetition = { self.take($0, body: $1) }
        deadlines.start()
        if server.isSecure { deadlines.requestBegan() }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        deadlines.stop()
        gate.onRepetition = nil
        phase = .closing
        waiting.removeAll()
        writer = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .closing = phase { return }
        gate.parsed()
        let part = unwrapInboundIn(data)
        if case .head = part { waitingHeads += 1 }
        writer?.isGathering = true
        waiting.append(.part(part))
        advance()
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        writer?.isGathering = false
        writer?.flush()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        writer?.writabilityChanged()
        advance()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed:
            if case .closing = phase { return writer?.endInput() ?? () }
            waiting.append(.endOfInput)
            advance()
        case is StopServing:
            stop()
        default:
            context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if case .closing = phase { return }
        switch error {
        case HTTPParserError.headerOverflow: waiting.append(.failure(.headerList))
        case HTTPParserError.invalidEOFState: waiting.append(.failure(.cutShort))
        case is HTTPParserError:
            let head = gate.unparsed.flatMap(UnknownMethod.head)
            waiting.append(head.map { .unknownMethod($0) } ?? .failure(.malformed))
        case let refusal as UnreadableRequest: waiting.append(.failure(refusal))
        case let error where TLSContext.isMissingGoodbye(error): break
        default:
            server.log.noteFailure(error)
            context.close(promise: nil)
        }
        advance()
    }

    /// Goes on as far as is possible without waiting, one request at a time, never deeper into the stack.
    func advance() {
        guard !isAdvancing else { return }
        isAdvancing = true
        while mayProceed, let input = waiting.popFirst() {
            switch input {
            case .part(.head(let head)):
                waitingHeads -= 1
                begin(head)
            case .part(.body(let bytes)): append(bytes)
            case .part(.end): complete()
            case .unknownMethod(let head): refuseMethod(of: head)
            case .failure(let refusal): refuse(refusal)
            case .endOfInput: finish(lingering: false)
            }
        }
        isAdvancing = false
        writer?.flush()
        if mayProceed { gate.release() } else { gate.hold() }
    }

    private var mayProceed: Bool {
        switch phase {
        case .idle, .reading: writer?.isWritable == true
        case .answering, .closing: false
        }
    }

    /// Ends the connection once everything is written; what else has come is dropped.
    func finish(lingering: Bool) {
        let hasMore = !waiting.isEmpty || gate.isKeeping
        phase = .closing
        waiting.removeAll()
        writer?.end(lingering: lingering || hasMore)
        gate.discard()
    }

    private func stop() {
        isStopping = true
        switch phase {
        case .idle where waitingHeads == 0: finish(lingering: false)
        case .closing: writer?.endInput()
        default: break
        }
    }

    private func timeIsUp(_ expiry: ConnectionDeadlines.Expiry, context: ChannelHandlerContext) {
        if expiry == .request, case .reading = phase {
            refuse(.tooLate)
        } else {
            context.close(promise: nil)
        }
    }
}
