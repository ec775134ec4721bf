import SteelcutClient
public import SteelcutDomain

extension Steelcut {
    /// Requests a token as a client (RFC 6749 section 4.4); `SteelcutClient` has more, such as tokens that are kept.
    ///
    /// - Parameters:
    ///   - tokenURL: The token endpoint, such as `http://127.0.0.1:5000/token`.
    ///   - clientID: The client.
    ///   - secret: Its secret.
    ///   - resource: What the token is for; `nil` leaves it to the server.
    /// - Returns: The token.
    /// - Throws: `ClientFailure`, which carries the server's `error` and never the secret.
    public static func requestToken(
        from tokenURL: String, clientID: ClientID, secret: ClientSecret, resource: String? = nil
    ) async throws -> String {
        let client = try TokenClient(
            tokenURL: tokenURL, credentials: TokenClient.Credentials(id: clientID.description, secret: secret))
        return try await client.token(resources: resource.map { [$0] } ?? []).accessToken.value
    }

    /// Fetches a protected resource (RFC 6750 section 2.1).
    ///
    /// - Parameters:
    ///   - url: The resource.
    ///   - token: The token.
    /// - Returns: The document.
    /// - Throws: `InvalidArgument` for a token that is none, `ClientFailure`.
    public static func fetchResource(_ url: String, token: String) async throws -> String {
        let bearer = try InvalidArgument.read("token", token, BearerToken.init(parsing:))
        return String(decoding: try await ResourceClient(token: bearer).get(url).body, as: UTF8.self)
    }
}
