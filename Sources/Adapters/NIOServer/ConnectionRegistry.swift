import Logging
import NIOCore

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Sits in the listening channel: knows the open connections, accepts no more than allowed, and ends them all.
final class ConnectionRegistry: ChannelDuplexHandler {
    typealias InboundIn = any Channel
    typealias InboundOut = any Channel
    typealias OutboundIn = Never

    /// How serving came to its end.
    enum End: Sendable {
        case asked
        case graceExceeded(open: Int)
        case lost
    }

    /// What the registry is told through its channel's pipeline.
    enum Command: Sendable {
        /// Accept no more, let requests in flight be answered, cut what is left after the grace.
        case stop(grace: TimeAmount)
        /// Cut everything.
        case abort
    }

    private let limit: Int
    private let logger: Logger
    private var ended: EventLoopPromise<End>?
    private var open: [ObjectIdentifier: any Channel] = [:]
    private var wantsRead = false
    private var wasAsked = false
    private var isListening = true
    private var graceTimer: Scheduled<Void>?

    /// `ended` is fulfilled once nothing is open any more, or the grace has run out.
    init(limit: Int, logger: Logger, ended: EventLoopPromise<End>) {
        self.limit = limit
        self.logger = logger
        self.ended = ended
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let channel = unwrapInboundIn(data)
        let id = ObjectIdentifier(channel)
        open[id] = channel
        let here = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        channel.closeFuture.hop(to: context.eventLoop).whenComplete { _ in here.value.0.forget(id, here.value.1) }
        context.fireChannelRead(data)
    }

    func read(context: ChannelHandlerContext) {
        if open.count < limit { context.read() } else { wantsRead = true }
    }

    /// A full table of descriptors empties with time; asking again at once would only burn the processor.
    ///
    /// After a failed accept a channel goes on asking by itself, whoever swallows `read`: only `autoRead` stops it.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        logger.warning("a connection could not be accepted", metadata: ["error": "\(error)"])
        guard let code = (error as? IOError)?.errnoCode, [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(code),
            let options = context.channel.syncOptions
        else { return }
        try? options.setOption(.autoRead, value: false)
        context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(100)) {
            try? options.setOption(.autoRead, value: true)
        }
    }

    func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
        switch event as? Command {
        case .stop(let grace): stop(context, grace: grace)
        case .abort: cut(context, as: .asked)
        case nil: return context.triggerUserOutboundEvent(event, promise: promise)
        }
        promise?.succeed()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        isListening = false
        settle()
    }

    private func forget(_ id: ObjectIdentifier, _ context: ChannelHandlerContext) {
        open[id] = nil
        readIfWanted(context)
        settle()
    }

    private func readIfWanted(_ context: ChannelHandlerContext) {
        guard wantsRead, isListening, open.count < limit else { return }
        wantsRead = false
        context.read()
    }

    private func stop(_ context: ChannelHandlerContext, grace: TimeAmount) {
        guard !wasAsked else { return }
        wasAsked = true
        context.close(promise: nil)
        for channel in open.values { channel.pipeline.fireUserInboundEventTriggered(StopServing()) }
        graceTimer = context.eventLoop.assumeIsolated().scheduleTask(in: grace) {
            self.cut(context, as: .graceExceeded(open: self.open.count))
        }
    }

    private func cut(_ context: ChannelHandlerContext, as end: End) {
        wasAsked = true
        for channel in open.values { channel.close(promise: nil) }
        if isListening { context.close(promise: nil) }
        finish(end)
    }

    private func settle() {
        if !isListening, open.isEmpty || !wasAsked { finish(wasAsked ? .asked : .lost) }
    }

    private func finish(_ end: End) {
        graceTimer?.cancel()
        ended?.succeed(end)
        ended = nil
    }
}
