import HTTPTypes
import SteelcutDomain

extension AccessToken {
    private static let head = HTTPResponse(
        status: .ok,
        headerFields: [.contentType: "application/json", .cacheControl: "no-store", .pragma: "no-cache"])

    /// The answer to whom the token was issued (RFC 6749 section 5.1).
    ///
    /// `resource`, `expires_on` and `not_before` are there for clients of the Python package.
    var response: EndpointResponse {
        var members = [
            JSONMember("access_token", .string(compact)), JSONMember("token_type", .string("Bearer")),
            JSONMember("expires_in", .integer(lifetime.seconds)),
        ]
        if !claims.scopes.isEmpty { members.append(JSONMember("scope", .string(claims.scopes.description))) }
        members.append(JSONMember("resource", AccessTokenClaims.oneOrSeveral(claims.audience)))
        members.append(JSONMember("expires_on", .integer(claims.expires.seconds)))
        members.append(JSONMember("not_before", .integer(claims.issuedAt.seconds)))
        return EndpointResponse(head: Self.head, body: JSONWriter.write(.object(members)))
    }
}
