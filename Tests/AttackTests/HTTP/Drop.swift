import SteelcutRawHTTP
import Testing

/// A request that must cost the connection: 400, `Connection: close`, and nothing after it is read as a request.
func expectDrop(_ bytes: [UInt8], status: Int = 400, sourceLocation: SourceLocation = #_sourceLocation) async throws {
    let endpoint = EchoEndpoint()
    try await ServerUnderTest.with(endpoint) { server in
        let client = try await RawClient.connect(to: server.port)
        try await client.send(bytes + Array("GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
        let response = try await client.response()
        #expect(response.status == status, sourceLocation: sourceLocation)
        #expect(response["Connection"] == "close", sourceLocation: sourceLocation)
        #expect(response["Cache-Control"] == "no-store", sourceLocation: sourceLocation)
        #expect(response["Pragma"] == "no-cache", sourceLocation: sourceLocation)
        #expect(response.text.hasPrefix(#"{"error":"invalid_request","#), sourceLocation: sourceLocation)
        let rest = try await client.rest()
        #expect(rest.isEmpty, sourceLocation: sourceLocation)
        #expect(endpoint.calls.value == 0, sourceLocation: sourceLocation)

        let other = try await RawClient.connect(to: server.port)
        try await other.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        let alive = try await other.response()
        #expect(alive.status == 200, sourceLocation: sourceLocation)
    }
}

func expectDrop(_ text: String, status: Int = 400, sourceLocation: SourceLocation = #_sourceLocation) async throws {
    try await expectDrop(Array(text.utf8), status: status, sourceLocation: sourceLocation)
}
