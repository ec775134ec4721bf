import NIOCore
import NIOPosix
public import NIOSSL
import Synchronization

/// A server of a real socket that answers whatever bytes the test wants, and remembers what it was asked.
public final class ScriptedServer: Sendable {
    /// A request as it came.
    public struct Request: Sendable {
        /// The request line.
        public let line: String
        /// The header, names in small letters.
        public let fields: [(name: String, value: String)]
        /// The body.
        public let body: String

        /// The target of the request line.
        public var path: String { line.split(separator: " ").dropFirst().first.map(String.init) ?? "" }

        /// The first header field of that name.
        public func field(_ name: String) -> String? { fields.first { $0.name == name.lowercased() }?.value }
    }

    /// What is written, to the byte.
    public struct Answer: Sendable, CustomStringConvertible {
        var bytes: [UInt8]
        var closes = false

        /// The beginning.
        public var description: String { String(String(decoding: bytes, as: UTF8.self).prefix(80)) }

        /// A whole answer.
        public init(_ status: Int = 200, _ fields: [String: String] = [:], _ body: String = "") {
            let fields = fields.merging(["Content-Length": "\(body.utf8.count)"]) { own, _ in own }
            let head = "HTTP/1.1 \(status) Some\r\n" + fields.map { "\($0): \($1)\r\n" }.joined()
            bytes = Array((head + "\r\n" + body).utf8)
        }

        /// Anything, and the connection closed behind it or left open.
        public init(raw text: String, closes: Bool) {
            bytes = Array(text.utf8)
            self.closes = closes
        }

        /// A whole answer of type `application/json`.
        public static func json(_ body: String, _ fields: [String: String] = [:], status: Int = 200) -> Answer {
            Answer(status, fields.merging(["Content-Type": "application/json"]) { own, _ in own }, body)
        }

        /// Nothing, with the connection left open.
        public static let silence = Answer(raw: "", closes: false)
    }

    /// Finds the answer to a request.
    public typealias Script = @Sendable (Request) async -> Answer

    private let channel: any Channel
    private let log = Log()
    /// Scheme, address and port.
    public let origin: String

    fileprivate final class Log: Sendable {
        let requests = Mutex<[Request]>([])
    }

    /// Listens on a port of 127.0.0.1.
    public init(tls: NIOSSLContext? = nil, _ script: @escaping Script) async throws {
        let log = log
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(ChannelOptions.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
                    try channel.pipeline.syncOperations.addHandler(Exchange(log: log, script: script))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        origin = "\(tls == nil ? "http" : "https")://127.0.0.1:\(channel.localAddress?.port ?? 0)"
    }

    /// What it was asked, in the order that it came.
    public var requests: [Request] { log.requests.withLock { $0 } }

    /// How often a path was asked for.
    public func count(_ path: String) -> Int { requests.count { $0.path == path } }

    /// Takes no more connections.
    public func stop() async throws { try await channel.close() }

    private final class Exchange: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let log: Log
        private let script: Script
        private var received = ""

        init(log: Log, script: @escaping Script) {
            self.log = log
            self.script = script
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            received += String(buffer: unwrapInboundIn(data))
            guard let request = nextRequest() else { return }
            log.requests.withLock { $0.append(request) }
            let (channel, script) = (context.channel, script)
            Task {
                let answer = await script(request)
                try? await channel.writeAndFlush(ByteBuffer(bytes: answer.bytes))
                if answer.closes { try? await channel.close() }
            }
        }

        private func nextRequest() -> Request? {
            let text = received.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
            guard text.count == 2 else { return nil }
            var lines = text[0].split(separator: "\r\n").map(String.init)
            let line = lines.removeFirst()
            let fields = lines.map { line in
                let parts = line.split(separator: ":", maxSplits: 1)
                return (name: parts[0].lowercased(), value: String(parts[1].dropFirst()))
            }
            let length = fields.first { $0.name == "content-length" }.flatMap { Int($0.value) } ?? 0
            guard text[1].utf8.count >= length else { return nil }
            received = ""
            return Request(line: line, fields: fields, body: String(text[1]))
        }
    }
}
