import SteelcutDomain
import NIOHTTP1

/// Calls protected resources (RFC 6750 section 2.1) with a client's tokens.
///
/// ```swift
/// let resource = ResourceClient(tokens: client, scope: "read")
/// let answer = try await resource.get("https://api.example/invoices")
/// ```
///
/// Where a token that was kept is refused with 401, the call is made once more with a new one.
public struct ResourceClient: Sendable {
    private enum Tokens: Sendable {
        case given(BearerToken)
        case client(TokenClient, TokenWish)
    }

    private let tokens: Tokens
    private let fetcher: HTTPFetcher

    /// Calls with tokens of this client, for these scopes and resources as `TokenClient/token(scope:resources:)` takes them.
    public init(
        tokens: TokenClient, scope: String? = nil, resources: [String] = [],
        connections: ConnectionSettings = ConnectionSettings()
    ) {
        self.tokens = .client(tokens, TokenWish(scope: scope, resources: resources))
        fetcher = HTTPFetcher(settings: connections)
    }

    /// Calls with this one token.
    public init(token: BearerToken, connections: ConnectionSettings = ConnectionSettings()) {
        tokens = .given(token)
        fetcher = HTTPFetcher(settings: connections)
    }

    /// The method of a call (RFC 9110 section 9.3, RFC 5789).
    public enum Method: String, Sendable {
        /// Fetches.
        case get = "GET"
        /// Hands over for processing.
        case post = "POST"
        /// Puts in the place of what is there.
        case put = "PUT"
        /// Changes in part.
        case patch = "PATCH"
        /// Removes.
        case delete = "DELETE"
    }

    /// What a resource answered.
    public struct Response: Sendable {
        /// The status, 200 to 299.
        public let status: Int
        /// The content type, where the server gives one.
        public let contentType: String?
        /// The body.
        public let body: [UInt8]
    }

    /// Fetches `url`.
    ///
    /// - Throws: `ClientFailure`, `.refused` with what the server's challenge or body says among it.
    public func get(_ url: String) async throws(ClientFailure) -> Response {
        try await call(.get, url, [], nil)
    }

    /// Sends a body to `url`.
    ///
    /// ```swift
    /// try await resource.send(.post, to: "https://api.example/invoices", body: json, contentType: "application/json")
    /// ```
    ///
    /// - Throws: `ClientFailure`, `.refused` with what the server's challenge or body says among it.
    public func send(
        _ method: Method, to url: String, body: [UInt8] = [], contentType: String = "application/json"
    ) async throws(ClientFailure) -> Response {
        try await call(method, url, body, body.isEmpty ? nil : contentType)
    }

    private func call(
        _ method: Method, _ url: String, _ body: [UInt8], _ contentType: String?
    ) async throws(ClientFailure) -> Response {
        // Before a token is asked for: a URL that may not be called needs none.
        let url = try WebURL(url, allowedBy: fetcher.settings)
        func exchange(_ token: BearerToken) async -> Result<Response, ClientFailure> {
            do throws(ClientFailure) {
                let answer = try await fetcher.send(
                    HTTPMethod(rawValue: method.rawValue), url, ["Authorization": "Bearer \(token.value)"], body: body,
                    contentType: contentType)
                guard (200..<300).contains(answer.status) else {
                    throw Refusal(of: answer).failure(hiding: [Array(token.value.utf8)])
                }
                return .success(
                    Response(status: answer.status, contentType: answer.field("Content-Type"), body: answer.body))
            } catch { return .failure(error) }
        }
        switch tokens {
        case .given(let token): return try await exchange(token).get()
        case .client(let client, let wish):
            return try await client.replacingRefused(wish, exchange) { outcome in
                if case .failure(.refused(status: 401, _, _, _)) = outcome { true } else { false }
            }.get()
        }
    }
}
