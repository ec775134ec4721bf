import SteelcutEndpoints
import NIOCore

/// Stands between the socket and the parser: holds back what comes while a request is being answered.
///
/// A client that pipelines is thus read no faster than it is answered, one read ahead, and what has been read already is
/// kept as plain bytes until its turn.
final class ConnectionGate: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = IOData
    typealias OutboundOut = IOData

    private enum State { case open, holding, discarding }
    private enum Held {
        case bytes(ByteBuffer)
        case endOfInput
    }

    private let deadlines: ConnectionDeadlines
    private let bytesPerRequest: Int
    private var bytesLeft: Int
    private var bytesToDiscard = 1 << 20
    private var state = State.open
    private var held = CircularBuffer<Held>()
    private var repeated = RepeatedHead()
    private var wantsRead = false
    private var isReleasing = false
    private var context: ChannelHandlerContext?

    init(deadlines: ConnectionDeadlines, limits: HTTPLimits) {
        self.deadlines = deadlines
        // A body in chunks of one byte takes six times its length. Far more can only be padding: endless chunk
        // extensions, empty lines before a request.
        bytesPerRequest = 2 * limits.headerList + 8 * limits.body + ConnectionGate.readSize
        bytesLeft = bytesPerRequest
    }

    /// The most that is read from a socket at once, in bytes.
    static let readSize = 16_384

    /// Called with a request that need not be parsed, in the parser's stead; let go when nobody listens any more.
    var onRepetition: ((IncomingRequest.Head, ByteBuffer) -> Void)?

    /// The bytes that the parser is looking at, as long as it has found nothing in them: they begin a request, or go on
    /// with one whose first line was not complete.
    private(set) var unparsed: ByteBuffer?

    /// The parser has found something in what it is looking at.
    func parsed() { unparsed = nil }

    /// Whether anything is kept.
    var isKeeping: Bool { !held.isEmpty }

    /// From here on, what comes is kept.
    func hold() { if state == .open { state = .holding } }

    /// Lets go what was kept, as far as nobody asks to hold again.
    func release() {
        if state == .holding { state = .open }
        guard !isReleasing, let context else { return }
        isReleasing = true
        defer { isReleasing = false }
        var released = false
        while state == .open, let next = held.popFirst() {
            released = true
            switch next {
            case .bytes(let bytes): forward(bytes, context: context)
            case .endOfInput: context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
            }
        }
        if released { context.fireChannelReadComplete() }
        if state == .open, wantsRead {
            wantsRead = false
            context.read()
        }
    }

    /// A request has been read to its end: the next may take as many bytes again.
    func requestCompleted(_ request: IncomingRequest) {
        bytesLeft = bytesPerRequest
        repeated.parsed(request)
    }

    /// From here on, nothing reaches the parser.
    func discard() {
        state = .discarding
        repeated.end()
        if held.contains(where: { if case .endOfInput = $0 { true } else { false } }) {
            context?.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        }
        held.removeAll()
        if wantsRead {
            wantsRead = false
            context?.read()
        }
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data)
        switch state {
        case .open: forward(bytes, context: context)
        case .holding: held.append(.bytes(bytes))
        case .discarding:
            bytesToDiscard -= bytes.readableBytes
            if bytesToDiscard < 0 { context.close(promise: nil) }
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case ChannelEvent.inputClosed? = event as? ChannelEvent else {
            return context.fireUserInboundEventTriggered(event)
        }
        if state == .holding { held.append(.endOfInput) } else { context.fireUserInboundEventTriggered(event) }
    }

    func read(context: ChannelHandlerContext) {
        // One read ahead: not to ask the system for each request to stop and to begin telling of bytes.
        if state == .holding, isKeeping { wantsRead = true } else { context.read() }
    }

    private func forward(_ bytes: ByteBuffer, context: ChannelHandlerContext) {
        deadlines.requestBegan()
        bytesLeft -= bytes.readableBytes
        if bytesLeft < 0 {
            context.fireErrorCaught(UnreadableRequest.tooManyBytes)
        } else if let (head, body) = repeated.request(in: bytes) {
            onRepetition?(head, body)
        } else {
            repeated.parsing(bytes)
            unparsed = bytes
            context.fireChannelRead(wrapInboundOut(bytes))
            unparsed = nil
        }
    }
}
