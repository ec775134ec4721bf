import Testing

/// Heads that name no origin, or not one, or something else than a path of ours (RFC 9112 section 3).
@Suite struct MalformedHeads {
    @Test(arguments: [
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: user@a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET https://a/token HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET token HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET ?a=b HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET * HTTP/1.1\r\nHost: a\r\n\r\n",
        "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /#fragment HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / b HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /\tHTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /\r\nHost: a\r\n\r\n",
        "GET / HTTP/0.9\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.2\r\nHost: a\r\n\r\n",
        "GET / HTTP/2.0\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.10\r\nHost: a\r\n\r\n",
        "GET / HTTP/11\r\nHost: a\r\n\r\n",
        "GET / http/1.1\r\nHost: a\r\n\r\n",
        "GET / ICE/1.0\r\nHost: a\r\n\r\n",
        "SOURCE / ICE/1.0\r\nHost: a\r\n\r\n",
        "OPTIONS rtsp://a/ RTSP/1.0\r\nHost: a\r\n\r\n",
        "DESCRIBE / RTSP/1.0\r\nHost: a\r\n\r\n",
        "G\u{c9}T / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /\u{e9} HTTP/1.1\r\nHost: a\r\n\r\n",
        "\u{16}\u{03}\u{01}\u{00}\u{05}hello\r\n\r\n",
    ])
    func `cost the connection`(head: String) async throws { try await expectDrop(head) }

    @Test(arguments: Array(0...32) + [127])
    func `a control character or space in the target costs the connection`(code: UInt8) async throws {
        try await expectDrop(Array("GET /a".utf8) + [code] + Array("b HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
    }

    @Test(arguments: [
        "X: " + String(repeating: "y", count: 81 * 1024) + "\r\n",
        String(repeating: "X: y\r\n", count: 70_000),
        String(repeating: "X: y\r\n", count: 300),
        String(repeating: "X: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\r\n", count: 250),
    ])
    func `too long a list of header fields gets 431`(fields: String) async throws {
        try await expectDrop("GET / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n", status: 431)
    }

    @Test func `too long a target gets 431`() async throws {
        let target = "/" + String(repeating: "a", count: 17_000)
        try await expectDrop("GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n", status: 431)
    }

    @Test(arguments: ["", "x", "100-continue, x", "200-ok"])
    func `an expectation that nobody knows gets 417`(expectation: String) async throws {
        try await expectDrop(
            "POST / HTTP/1.1\r\nHost: a\r\nExpect: \(expectation)\r\nContent-Length: 3\r\n\r\nabc", status: 417)
    }
}
