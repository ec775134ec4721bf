import SteelcutRawHTTP
import Testing

/// Heads that are the last one's on their connection are not parsed again: that must not show.
///
/// A server that takes a request's end for another byte answers with what somebody else asked for, or takes a body for a
/// request (CWE-444).
@Suite struct HeadsThatRepeat {
    /// What is sent, and what it is answered with.
    private struct Exchange: Sendable {
        let bytes: String
        let answers: [String]
    }

    private static let corpus: [Exchange] = {
        let bodies = ["hello", "other", "GET /", "\r\n\r\n\r\n", "", "a=b&c=d", "POST / HTTP/1.1\r\n\r\n"]
        let posts = bodies.map { body in
            Exchange(
                bytes: "POST /token HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)",
                answers: ["POST /token\n\(body)"])
        }
        let get = Exchange(bytes: "GET /a HTTP/1.1\r\nHost: a\r\n\r\n", answers: ["GET /a\n"])
        return posts + [
            get,
            Exchange(bytes: "GET /b HTTP/1.1\r\nHost: a\r\n\r\n", answers: ["GET /b\n"]),
            // Several in one breath, alike and not.
            Exchange(bytes: get.bytes + get.bytes, answers: get.answers + get.answers),
            Exchange(bytes: posts[0].bytes + get.bytes, answers: posts[0].answers + get.answers),
            Exchange(bytes: get.bytes + posts[1].bytes, answers: get.answers + posts[1].answers),
            // Empty lines before a request.
            Exchange(bytes: "\r\n" + get.bytes, answers: get.answers),
            // The same length said in another way.
            Exchange(
                bytes: "POST /token HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
                answers: ["POST /token\nhello"]),
            Exchange(
                bytes: "POST /token HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nX-More: b\r\n\r\nhello",
                answers: ["POST /token\nhello"]),
            // Bodies that nobody expects.
            Exchange(bytes: "GET /a HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello", answers: ["GET /a\nhello"]),
        ]
    }()

    /// So that what failed once fails again.
    private struct Sequence: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    @Test(arguments: 1...20)
    func `are answered as on a connection of their own, in any order and cut anywhere`(seed: UInt64) async throws {
        var random = Sequence(state: seed)
        try await ServerUnderTest.with(EchoEndpoint()) { server in
            let client = try await RawClient.connect(to: server.port)
            for _ in 1...60 {
                let exchange = try #require(Self.corpus.randomElement(using: &random))
                // Half of the time twice, so that there is something to be taken for the one before.
                for _ in 0...Int.random(in: 0...1, using: &random) {
                    let bytes = Array(exchange.bytes.utf8)
                    let isCut = Bool.random(using: &random)
                    let cut = isCut ? Int.random(in: 1..<bytes.count, using: &random) : bytes.count
                    try await client.send(Array(bytes[..<cut]))
                    if cut < bytes.count { try await client.send(Array(bytes[cut...])) }
                    for answer in exchange.answers {
                        let text = try await client.response().text
                        guard text == answer else {
                            Issue.record("\(exchange.bytes.debugDescription) got \(text.debugDescription)")
                            return
                        }
                    }
                }
            }
        }
    }

    /// The body of the second is, byte for byte, the first: whoever is wrong about where the first ended answers it again.
    @Test(arguments: [0, 1, 2])
    func `don't make a request of a body`(repetitions: Int) async throws {
        let inner = "POST /token HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello"
        let outer = "POST /outer HTTP/1.1\r\nHost: a\r\nContent-Length: \(inner.utf8.count)\r\n\r\n"
        try await ServerUnderTest.with(EchoEndpoint()) { server in
            let client = try await RawClient.connect(to: server.port)
            for _ in 0..<repetitions {
                try await client.send(inner)
                #expect(try await client.response().text == "POST /token\nhello")
            }
            try await client.send(inner + outer)
            #expect(try await client.response().text == "POST /token\nhello")
            try await client.send(inner)
            #expect(try await client.response().text == "POST /outer\n\(inner)")
            for _ in 1...2 {
                try await client.send(outer)
                try await client.send(inner)
                #expect(try await client.response().text == "POST /outer\n\(inner)")
                try await client.send(inner)
                #expect(try await client.response().text == "POST /token\nhello")
            }
        }
    }

    @Test func `give way to what is refused`() async throws {
        try await ServerUnderTest.with(EchoEndpoint()) { server in
            for bad in [
                "POST /token HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
                "POST /token HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\rhello", "hello\r\n\r\n",
            ] {
                let client = try await RawClient.connect(to: server.port)
                for _ in 1...2 {
                    try await client.send("POST /token HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello")
                    #expect(try await client.response().text == "POST /token\nhello")
                }
                try await client.send(bad + "\r\n\r\n")
                let response = try await client.response()
                #expect(response.status == 400)
                #expect(response["Connection"] == "close")
            }
        }
    }
}
