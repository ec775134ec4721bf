import HTTPTypes
import Logging
import NIOCore
import NIOEmbedded
import NIOHTTP1
import SteelcutEndpoints
import SteelcutRawHTTP
import Testing

@testable import SteelcutNIOServer

/// A request whose head is, byte for byte, the last one's on its connection is not parsed again.
@Suite struct RepeatedHeads {
    private static let head = "POST /token HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n"

    /// What has been parsed and taken so far on a connection; each text is what one read has brought.
    private final class Connection {
        private var repeated = RepeatedHead()

        /// Whether the request need not be parsed; where it must be, it is, in pieces as they come.
        func skipsParsing(_ pieces: String..., body: String, repeatable: Bool = true) -> Bool {
            if pieces.count == 1, let found = repeated.request(in: ByteBuffer(string: pieces[0])) {
                #expect(String(buffer: found.body) == body)
                return true
            }
            for piece in pieces { repeated.parsing(ByteBuffer(string: piece)) }
            let head = IncomingRequest.Head(
                request: HTTPRequest(method: .post, scheme: "http", authority: "a", path: "/token"),
                isVersion1_0: false, isLast: false, isRepeatable: repeatable)
            repeated.parsed(IncomingRequest(head, asked: Asked(id: "1"), body: Array(body.utf8)))
            return false
        }

        func end() { repeated.end() }
    }

    @Test func `the same head is recognised, whatever body follows it`() {
        let connection = Connection()
        #expect(!connection.skipsParsing(Self.head + "hello", body: "hello"))
        for body in ["hello", "other", "\r\n\r\n!"] {
            #expect(connection.skipsParsing(Self.head + body, body: body))
        }
    }

    @Test func `a request whose head was read before its body is remembered all the same`() {
        let connection = Connection()
        #expect(!connection.skipsParsing(Self.head, "hel", "lo", body: "hello"))
        #expect(connection.skipsParsing(Self.head + "other", body: "other"))
    }

    @Test func `one that has not come whole is parsed, and so is what comes with another behind it`() {
        let connection = Connection()
        #expect(!connection.skipsParsing(Self.head + "hello", body: "hello"))
        #expect(!connection.skipsParsing(Self.head + "hel", "lo", body: "hello"))
        #expect(connection.skipsParsing(Self.head + "hello", body: "hello"))
        #expect(!connection.skipsParsing(Self.head + "hello" + Self.head, body: "hello"))
        #expect(!connection.skipsParsing(Self.head + "hello", body: "hello"), "where it ends is not known any more")
    }

    @Test func `a head that differs is parsed, and takes the other's place`() {
        let connection = Connection()
        let other = Self.head.replacing("token", with: "Token")
        #expect(!connection.skipsParsing(Self.head + "hello", body: "hello"))
        #expect(!connection.skipsParsing(other + "hello", body: "hello"))
        #expect(connection.skipsParsing(other + "hello", body: "hello"))
        #expect(!connection.skipsParsing(Self.head + "hello", body: "hello"))
    }

    @Test(arguments: [
        // Lines that end with LF alone: another parser may see the empty line elsewhere.
        "POST /token HTTP/1.1\nHost: a\nContent-Length: 5\n\n",
        "POST /token HTTP/1.1\r\nHost: a\nContent-Length: 5\r\n\r\n",
        "POST /token HTTP/1.1\r\nHost: a\r\nContent-Length: 5\n\r\n",
        // An empty line before the request.
        "\r\nPOST /token HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n",
        // More than is kept.
        "POST /token HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nUser-Agent: "
            + String(repeating: "x", count: 1024) + "\r\n\r\n",
    ])
    func `some heads are never remembered`(head: String) {
        let connection = Connection()
        for _ in 1...3 { #expect(!connection.skipsParsing(head + "hello", body: "hello")) }
    }

    @Test func `nor is one that must not be, or whose body was read in another form than it came in`() {
        let connection = Connection()
        for _ in 1...2 {
            #expect(!connection.skipsParsing(Self.head + "hello", body: "hello", repeatable: false))
        }
        let other = Connection()
        for _ in 1...2 { #expect(!other.skipsParsing(Self.head + "5\r\nhello\r\n0\r\n\r\n", body: "hello")) }
    }

    @Test func `at the connection's end nothing is remembered`() {
        let connection = Connection()
        #expect(!connection.skipsParsing(Self.head + "hello", body: "hello"))
        #expect(connection.skipsParsing(Self.head + "hello", body: "hello"))
        connection.end()
        #expect(!connection.skipsParsing(Self.head + "hello", body: "hello"))
        #expect(!connection.skipsParsing(Self.head + "hello", body: "hello"))
    }

    /// Counts the heads that the parser finds.
    private final class ParsedHeads: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart

        var count = 0

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            if case .head = unwrapInboundIn(data) { count += 1 }
            context.fireChannelRead(data)
        }
    }

    @Test(arguments: [
        ("GET /.well-known/jwks.json HTTP/1.1\r\nHost: a\r\n\r\n", 1),
        ("GET / HTTP/1.1\r\nHost: a\r\nUser-Agent: b\r\nAccept: */*\r\nConnection: keep-alive\r\n\r\n", 1),
        ("GET / HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\n\r\n", 1),
        ("POST /token HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\n\r\nhello", 1),
        // What tells who asks, or may tell it, is not kept.
        ("GET / HTTP/1.1\r\nHost: a\r\nAuthorization: Basic b\r\n\r\n", 3),
        ("GET / HTTP/1.1\r\nHost: a\r\nCookie: b\r\n\r\n", 3),
        ("GET / HTTP/1.1\r\nHost: a\r\nX-API-Key: b\r\n\r\n", 3),
        ("GET /?access_token=b HTTP/1.1\r\nHost: a\r\n\r\n", 3),
        // Read in another way than by its length, or not by every reader.
        ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 3),
        ("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx", 3),
    ])
    func `how many heads of three requests the parser sees`(request: String, heads: Int) throws {
        let channel = EmbeddedChannel()
        let (parsed, endpoint) = (ParsedHeads(), EchoEndpoint())
        let context = ServerContext(
            endpoint: endpoint, limits: HTTPLimits(), isSecure: false, date: HTTPDate(clock: FixedClock()),
            makeRequestID: { "1" }, log: AccessLog(logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
        try ConnectionPipeline.configure(
            channel, for: context, ready: ReadyRequests(loop: channel.eventLoop), tls: nil)
        let parser = try channel.pipeline.syncOperations.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
        try channel.pipeline.syncOperations.addHandler(parsed, position: .after(parser))
        var answers: [String] = []
        for _ in 1...3 {
            try channel.writeInbound(ByteBuffer(string: request))
            channel.embeddedEventLoop.run()
            answers.append(String(buffer: try #require(try channel.readOutbound(as: ByteBuffer.self))))
        }
        #expect(endpoint.calls.value == 3)
        #expect(Set(answers).count == 1)
        #expect(parsed.count == heads)
        _ = try channel.finish(acceptAlreadyClosed: true)
    }

    @Test func `each request has its own body, name and answer`() async throws {
        try await ServerUnderTest.with(EchoEndpoint()) { server in
            let client = try await RawClient.connect(to: server.port)
            for (number, body) in ["hello", "other", "GET /", "\r\n\r\nx", "hello"].enumerated() {
                try await client.send(Self.head + body)
                let response = try await client.response()
                #expect(response.text == "POST /token\n\(body)")
                #expect(response["X-Request-Id"] == "request-\(number + 1)")
            }
        }
    }
}
