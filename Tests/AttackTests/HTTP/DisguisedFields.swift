import Testing

/// A field that one reader sees and another doesn't (RFC 9112 sections 5.1, 5.2 and 2.2).
@Suite struct DisguisedFields {
    @Test(arguments: [
        "Transfer-Encoding : chunked",
        "Transfer-Encoding\t: chunked",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: chunkedx",
        "Transfer-Encoding: \u{0B}chunked",
        "Transfer-Encoding: \"chunked\"",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
        "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked",
        "X: a\r\n Transfer-Encoding: chunked",
        "Transfer-Encoding:\r\n chunked",
        "X: a\r\n\tb",
        " X: a",
        "X: \rTransfer-Encoding: chunked",
        "X: a\rY: b",
        "X: a\nTransfer-Encoding: chunked",
        "X: a\n\n",
        "X: a\r\r\nY: b",
        "X\r\n: a",
        "X",
        ": a",
        "X(Y): a",
        "X\u{7f}: a",
        "Content-Length : 3",
        "Content Length: 3",
    ])
    func `cost the connection`(fields: String) async throws {
        try await expectDrop("POST / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n\r\n0\r\n\r\n")
    }

    @Test func `a request that ends its lines with LF alone costs the connection`() async throws {
        try await expectDrop("GET / HTTP/1.1\nHost: a\n\n")
    }

    @Test func `a bare CR behind the request line costs the connection`() async throws {
        try await expectDrop("GET / HTTP/1.1\rHost: a\r\n\r\n")
    }

    @Test(arguments: 0...31)
    func `a control character in a field costs the connection`(code: UInt8) async throws {
        // Inside a value, a tab is a space (RFC 9110 section 5.5).
        if code != 9 {
            try await expectDrop(Array("GET / HTTP/1.1\r\nHost: a\r\nX: a".utf8) + [code] + Array("b\r\n\r\n".utf8))
        }
        try await expectDrop(Array("GET / HTTP/1.1\r\nHost: a\r\nX".utf8) + [code] + Array("Y: b\r\n\r\n".utf8))
    }
}
