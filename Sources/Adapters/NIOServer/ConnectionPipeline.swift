import NIOCore
import NIOHTTP1

/// How the handlers of one connection are strung together.
enum ConnectionPipeline {
    /// Small reads: what one read gives rise to stays small, too.
    static let receiveAllocator = AdaptiveRecvByteBufferAllocator(
        minimum: 1024, initial: 2048, maximum: ConnectionGate.readSize)

    /// TLS, gate, the parser with its limits, and the handler of requests.
    static func configure(
        _ channel: any Channel, for server: ServerContext, ready: ReadyRequests, tls: TLSContext?
    ) throws {
        let pipeline = channel.pipeline.syncOperations
        let deadlines = ConnectionDeadlines(loop: channel.eventLoop, limits: server.limits)
        let gate = ConnectionGate(deadlines: deadlines, limits: server.limits)
        if let tls { try pipeline.addHandler(tls.makeHandler()) }
        try pipeline.addHandler(gate)
        try pipeline.addHandler(
            ByteToMessageHandler(HTTPRequestDecoder(limitConfiguration: parserLimits(server.limits))))
        try pipeline.addHandler(RequestHandler(server: server, deadlines: deadlines, gate: gate, ready: ready))
    }

    private static func parserLimits(_ limits: HTTPLimits) -> NIOHTTPDecoderLimitConfiguration {
        var configuration = NIOHTTPDecoderLimitConfiguration()
        configuration.maxHeaderListSize = limits.headerList
        configuration.maxHeaderFieldSize = limits.headerList
        return configuration
    }
}
