import NIOHTTP1
public import SteelcutDomain

/// Requests access tokens with a client's own credentials (RFC 6749 section 4.4).
public struct TokenClient: Sendable {
    /// How the client proves who it is (RFC 6749 section 2.3.1).
    public enum Method: String, Sendable {
        /// In the `Authorization` header: `client_secret_basic`.
        case basic = "client_secret_basic"
        /// In the body: `client_secret_post`.
        case post = "client_secret_post"
    }

    let url: HTTPURL
    let clientID: String
    let secret: ClientSecret
    let method: Method
    private let fetcher: HTTPFetcher

    /// A client of the token endpoint at `tokenURL`.
    ///
    /// - Throws: `ClientFailure.invalidURL`, or `.insecureURL` for plain http to another machine.
    public init(
        tokenURL: String, clientID: String, secret: ClientSecret, method: Method = .basic,
        connections: ConnectionSettings = ConnectionSettings()
    ) throws(ClientFailure) {
        url = try HTTPURL(tokenURL, allowedBy: connections)
        self.clientID = clientID
        self.secret = secret
        self.method = method
        fetcher = HTTPFetcher(settings: connections)
    }

    /// Requests a token, for these resources (RFC 8707 section 2) and scopes, or for what the server gives by itself.
    ///
    /// - Parameters:
    ///   - resources: What the token is for; none leaves it to the server.
    ///   - scopes: Scopes with spaces between them; `nil` or empty leaves it to the server.
    /// - Throws: `ClientFailure`.
    public func token(
        resources: [String] = [], scopes: String? = nil
    ) async throws(ClientFailure) -> TokenResponse {
        var form: [(name: StaticString, value: [UInt8])] = [("grant_type", Array("client_credentials".utf8))]
        form += resources.map { ("resource", Array($0.utf8)) }
        if let scopes, !scopes.isEmpty { form.append(("scope", Array(scopes.utf8))) }
        var fields: HTTPHeaders = ["Accept": "application/json"]
        let secret = secret.withBytes { $0 }
        let basic = FormEncoding.basicCredentials(id: clientID, secret: secret)
        switch method {
        case .basic: fields.add(name: "Authorization", value: "Basic \(basic)")
        case .post: form += [("client_id", Array(clientID.utf8)), ("client_secret", secret)]
        }
        let answer = try await fetcher.post(FormEncoding.encode(form), to: url, fields)
        guard answer.status == 200 else {
            throw Refusal(of: answer).failure(hiding: [secret, FormEncoding.encode(secret), Array(basic.utf8)])
        }
        guard answer.isJSON else { throw .malformedResponse(.contentType) }
        return try TokenResponse(parsing: answer.body)
    }
}
