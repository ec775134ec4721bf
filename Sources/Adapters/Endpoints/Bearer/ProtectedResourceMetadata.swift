import SteelcutDomain

/// What a protected resource says of itself (RFC 9728 section 2).
struct ProtectedResourceMetadata: Sendable {
    /// How long it may be remembered; only another configuration changes it.
    static let cacheControl = "public, max-age=300"

    let resource: ProtectedResourceURL
    let issuer: Issuer
    let scopes: ScopeSet

    /// The document; a claim with no elements is left out (section 3.2).
    var json: JSONValue {
        var members = [
            JSONMember("resource", .string(resource.description)),
            JSONMember("authorization_servers", .array([.string(issuer.description)])),
        ]
        if !scopes.isEmpty {
            members.append(
                JSONMember("scopes_supported", .array(scopes.scopes.map { .string($0.description) })))
        }
        members.append(JSONMember("bearer_methods_supported", .array([.string("header")])))
        return .object(members)
    }
}
