import SteelcutDomain
import SteelcutRawHTTP
import Testing

/// Methods that no parser knows are refused as others are: 405 with what is allowed, whatever else is wrong.
@Suite struct UnknownMethods {
    private func expect(
        _ status: Int, allow: String?, to request: String, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let endpoint = try TokenFixture(over: .direct).endpoint
        try await ServerUnderTest.with(endpoint) { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send(request)
            let response = try await client.response()
            #expect(response.status == status, "\(response.text)", sourceLocation: sourceLocation)
            #expect(response["Allow"] == allow, sourceLocation: sourceLocation)
            #expect(response["Cache-Control"] == "no-store", sourceLocation: sourceLocation)
            // Nothing behind it is read as a request.
            #expect(response["Connection"] == "close", sourceLocation: sourceLocation)
            #expect(try await client.rest().isEmpty, sourceLocation: sourceLocation)
        }
    }

    @Test(arguments: ["FOO", "get", "Post", "POSTX", "BREW", "G", "DESCRIBE", "PLAY", "!#$%&'*+-.^_`|~0"])
    func `get 405`(_ method: String) async throws {
        try await expect(405, allow: "POST", to: "\(method) /token HTTP/1.1\r\nHost: a\r\n\r\n")
    }

    @Test(arguments: [
        "FOO /token?a=b HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabcGET /health/live HTTP/1.1\r\nHost: a\r\n\r\n",
        "FOO /token HTTP/1.1\r\n\r\n", "FOO /token HTTP/1.0\r\n\r\n", "\r\nFOO /token HTTP/1.1\r\nHost: a\r\n\r\n",
        "FOO /token HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
    ])
    func `get 405 whatever else is wrong`(_ request: String) async throws {
        try await expect(405, allow: "POST", to: request)
    }

    @Test func `learn what is allowed at their path`() async throws {
        try await expect(405, allow: "GET, HEAD", to: "FOO /.well-known/jwks.json HTTP/1.1\r\nHost: a\r\n\r\n")
        try await expect(404, allow: nil, to: "FOO /nothing HTTP/1.1\r\nHost: a\r\n\r\n")
    }

    @Test(arguments: [
        "FO\u{e9} /token HTTP/1.1\r\nHost: a\r\n\r\n", "FOO token HTTP/1.1\r\nHost: a\r\n\r\n",
        "FOO /token\r\n\r\n", "FOO /token HTTP/2.0\r\n\r\n", "FOO /a b HTTP/1.1\r\n\r\n",
        "FOO  /token HTTP/1.1\r\n\r\n",
        "FOO /to\u{1}ken HTTP/1.1\r\n\r\n", "FOO /token HTTP/1.1\nHost: a\n\n", "F\rOO /token HTTP/1.1\r\n\r\n",
        String(repeating: "F", count: 65) + " /token HTTP/1.1\r\nHost: a\r\n\r\n",
    ])
    func `are no excuse for what is no request line`(_ request: String) async throws {
        try await expect(400, allow: nil, to: request)
    }

    /// The endpoint is asked about the method that was sent, never about another one.
    @Test func `split into pieces are not taken for another method`() async throws {
        let endpoint = EchoEndpoint()
        try await ServerUnderTest.with(endpoint) { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send("P")
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            let response = try await client.response()
            #expect(response.status == 400 || response.text == "PGET /\n", "\(response.text)")
        }
    }

    @Test func `are answered after the requests before them`() async throws {
        let endpoint = EchoEndpoint()
        try await ServerUnderTest.with(endpoint) { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send("GET /a HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.response().text == "GET /a\n")
            try await client.send("FOO /b HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.response().text == "FOO /b\n")
            #expect(try await client.rest().isEmpty)
        }
    }
}
