import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import SteelcutDomain
import SteelcutOpenSSL

/// The least that SwiftNIO takes for an HTTP/1.1 exchange: reads a request, answers with so many bytes.
///
/// usage: bare-server RESPONSE-BYTES [ALGORITHM signature|check]; prints the port that it listens on. With an algorithm it signs,
/// or checks, as many bytes as a token's claims for each request, and does nothing with what it finds.
@main
enum BareServer {
    static func main() async throws {
        let arguments = CommandLine.arguments
        let size = arguments.dropFirst().first.flatMap { Int($0) } ?? 600
        let work = try await work(Array(arguments.dropFirst(2)))
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline(withPipeliningAssistance: false)
                    try channel.pipeline.syncOperations.addHandler(Answer(size: size, work: work))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        // Not print(): what goes into a pipe would wait in a buffer.
        FileHandle.standardOutput.write(Data("\(channel.localAddress?.port ?? 0)\n".utf8))
        try await channel.closeFuture.get()
    }

    /// What is done for each request.
    private static func work(_ arguments: [String]) async throws -> @Sendable () -> Void {
        struct Usage: Error {}
        if arguments.isEmpty { return {} }
        guard arguments.count == 2, let algorithm = SignatureAlgorithm(rawValue: arguments[0]),
            ["signature", "check"].contains(arguments[1])
        else { throw Usage() }
        let maker = OpenSSLKeyMaker(digest: try OpenSSLDigest())
        let key = try maker.makeKey(for: algorithm)
        let signer = try maker.signer(for: key, algorithm: algorithm)
        let message = [UInt8](repeating: UInt8(ascii: "x"), count: 520)
        if arguments[1] == "signature" {
            return {
                Task.immediate { _ = try? await signer.signature(for: message) }
            }
        }
        let verifier = try OpenSSLVerifierMaker().verifier(for: try maker.publicKey(of: key, for: algorithm))
        let signature = try await signer.signature(for: message)
        return { _ = verifier.isValid(signature, for: message) }
    }
}

/// Answers each request once it has ended.
final class Answer: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let body: ByteBuffer
    private let work: @Sendable () -> Void

    init(size: Int, work: @escaping @Sendable () -> Void) {
        body = ByteBuffer(repeating: UInt8(ascii: "x"), count: size)
        self.work = work
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .end = unwrapInboundIn(data) else { return }
        work()
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
