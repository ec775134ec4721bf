import NIOHTTP1

/// Fetches protected resources (RFC 6750 section 2.1).
public struct ResourceClient: Sendable {
    private let fetcher: HTTPFetcher
    private let connections: ConnectionSettings

    /// A client with these bounds.
    public init(connections: ConnectionSettings = ConnectionSettings()) {
        self.connections = connections
        fetcher = HTTPFetcher(settings: connections)
    }

    /// A protected resource.
    public struct Response: Sendable {
        /// The status, 200 to 299.
        public let status: Int
        /// The content type, where the server gives one.
        public let contentType: String?
        /// The body.
        public let body: [UInt8]
    }

    /// Fetches `url`, with the token in the header.
    ///
    /// - Throws: `ClientFailure`, `.refused` with what the server's challenge or body says among it.
    public func get(_ url: String, token: BearerToken) async throws(ClientFailure) -> Response {
        let url = try HTTPURL(url, allowedBy: connections)
        let answer = try await fetcher.get(url, ["Authorization": "Bearer \(token.value)"])
        guard (200..<300).contains(answer.status) else {
            throw Refusal(of: answer).failure(hiding: [Array(token.value.utf8)])
        }
        return Response(status: answer.status, contentType: answer.field("Content-Type"), body: answer.body)
    }
}
