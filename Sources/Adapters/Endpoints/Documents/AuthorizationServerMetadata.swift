import SteelcutDomain

/// What the authorization server says of itself (RFC 8414 section 2).
struct AuthorizationServerMetadata: Sendable {
    /// How long it may be remembered; only another configuration changes it.
    static let cacheControl = "public, max-age=300"

    let issuer: Issuer

    /// The document; `issuer` is byte for byte what was set (section 3.3).
    ///
    /// `response_types_supported` is required (section 2) and empty: no grant here has a response type.
    var json: JSONValue {
        .object([
            JSONMember("issuer", .string(issuer.description)),
            JSONMember("token_endpoint", .string(issuer.url(of: "/token"))),
            JSONMember("jwks_uri", .string(issuer.url(of: "/.well-known/jwks.json"))),
            JSONMember("response_types_supported", .array([])),
            JSONMember("grant_types_supported", .array([.string(GrantType.clientCredentials.description)])),
            JSONMember(
                "token_endpoint_auth_methods_supported",
                .array([.string("client_secret_basic"), .string("client_secret_post")])),
        ])
    }
}
