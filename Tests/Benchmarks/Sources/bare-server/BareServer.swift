import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// The least that SwiftNIO takes for an HTTP/1.1 exchange: reads a request, answers with so many bytes.
///
/// usage: bare-server RESPONSE-BYTES; prints the port that it listens on.
@main
enum BareServer {
    static func main() async throws {
        let size = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 600
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline(withPipeliningAssistance: false)
                    try channel.pipeline.syncOperations.addHandler(Answer(size: size))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        // Not print(): what goes into a pipe would wait in a buffer.
        FileHandle.standardOutput.write(Data("\(channel.localAddress?.port ?? 0)\n".utf8))
        try await channel.closeFuture.get()
    }
}

/// Answers each request once it has ended.
final class Answer: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let body: ByteBuffer

    init(size: Int) { body = ByteBuffer(repeating: UInt8(ascii: "x"), count: size) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .end = unwrapInboundIn(data) else { return }
        let headers: HTTPHeaders = [
            "content-type": "application/json", "cache-control": "no-store", "pragma": "no-cache",
            "content-length": "\(body.readableBytes)",
        ]
        context.write(
            wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: .ok, headers: headers))), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
}
