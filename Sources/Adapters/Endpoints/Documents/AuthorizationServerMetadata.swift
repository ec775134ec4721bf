import SteelcutDomain

/// What the authorization server says of itself (RFC 8414 section 2).
struct AuthorizationServerMetadata: Sendable {
    /// How long it may be remembered; only another configuration changes it.
    static let cacheControl = "public, max-age=300"

    let issuer: Issuer
    let hasRevocation: Bool

    /// The document; `issuer` is byte for byte what was set (section 3.3).
    ///
    /// `response_types_supported` is required (section 2) and empty: no grant here has a response type.
    var json: JSONValue {
        let methods = JSONValue.array([.string("client_secret_basic"), .string("client_secret_post")])
        var members = [
            JSONMember("issuer", .string(issuer.description)),
            JSONMember("token_endpoint", .string(issuer.url(of: "/token"))),
            JSONMember("jwks_uri", .string(issuer.url(of: "/.well-known/jwks.json"))),
            JSONMember("response_types_supported", .array([])),
            JSONMember("grant_types_supported", .array([.string(GrantType.clientCredentials.description)])),
            JSONMember("token_endpoint_auth_methods_supported", methods),
        ]
        if hasRevocation {
            members += [
                JSONMember("introspection_endpoint", .string(issuer.url(of: "/introspect"))),
                JSONMember("introspection_endpoint_auth_methods_supported", methods),
                JSONMember("revocation_endpoint", .string(issuer.url(of: "/revoke"))),
                JSONMember("revocation_endpoint_auth_methods_supported", methods),
                // Not registered with IANA; section 2 allows further members.
                JSONMember("revocation_list_uri", .string(issuer.url(of: RevocationEndpoints.listPath))),
            ]
        }
        return .object(members)
    }
}
