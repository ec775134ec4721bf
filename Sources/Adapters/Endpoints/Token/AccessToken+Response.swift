import HTTPTypes
import SteelcutDomain

extension AccessToken {
    private static let head = PreparedHead(
        HTTPResponse(
            status: .ok,
            headerFields: [.contentType: "application/json", .cacheControl: "no-store", .pragma: "no-cache"]))

    /// The answer to whom the token was issued (RFC 6749 section 5.1).
    ///
    /// `resource`, `expires_on` and `not_before` are there for clients of the Python package.
    var response: EndpointResponse {
        var body = JSONObjectWriter(capacity: 256 + bytes.count)
        body.add("access_token", plain: bytes)
        body.add("token_type", "Bearer")
        body.add("expires_in", lifetime.seconds)
        if !claims.scopes.isEmpty { body.add("scope", claims.scopes.description) }
        body.add("resource", oneOrSeveral: claims.audience)
        body.add("expires_on", claims.expires.seconds)
        body.add("not_before", claims.issuedAt.seconds)
        return EndpointResponse(Self.head, body: body.finish())
    }
}
