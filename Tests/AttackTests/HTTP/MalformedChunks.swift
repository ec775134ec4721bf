import Testing

/// A body in chunks that another reader could cut elsewhere (RFC 9112 section 7.1).
@Suite struct MalformedChunks {
    @Test(arguments: [
        "5;ext\nhello\r\n0\r\n\r\n",
        "5;ext=\"a\r\nb\"\r\nhello\r\n0\r\n\r\n",
        "5;ext\rhello\r\n0\r\n\r\n",
        "11111111111111111\r\nhello\r\n0\r\n\r\n",
        "-1\r\nhello\r\n0\r\n\r\n",
        "+5\r\nhello\r\n0\r\n\r\n",
        "0x5\r\nhello\r\n0\r\n\r\n",
        "5h\r\nhello\r\n0\r\n\r\n",
        " 5\r\nhello\r\n0\r\n\r\n",
        "5 \r\nhello\r\n0\r\n\r\n",
        "\r\nhello\r\n0\r\n\r\n",
        "5\nhello\r\n0\r\n\r\n",
        "5\r\nhello0\r\n\r\n",
        "5\r\nhello\n0\r\n\r\n",
        "5\r\nhelloo\r\n0\r\n\r\n",
        "5\r\nhello\r\n0\r\nX : y\r\n\r\n",
        "5\r\nhello\r\n0\r\nX: y\n\r\n",
        "5\r\nhello\r\n0\r\n X: y\r\n\r\n",
    ])
    func `cost the connection`(body: String) async throws {
        try await expectDrop("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n\(body)")
    }

    @Test func `a huge trailer costs the connection`() async throws {
        let trailer = "X: " + String(repeating: "y", count: 20_000)
        try await expectDrop(
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\(trailer)\r\n\r\n")
    }

    @Test func `a trailer of very many fields costs the connection`() async throws {
        let trailer = String(repeating: "X: y\r\n", count: 1_000)
        try await expectDrop(
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\(trailer)\r\n")
    }
}
