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

    /// Where the document stands: at the well-known path, and there with the resource's own behind it (section 3.1).
    func routes(digest: any Ports.Digest) -> [String: Router.Route] {
        let document = Representation(
            JSONWriter.write(json), mediaType: "application/json", cacheControl: Self.cacheControl, digest: digest)
        let route = Router.Route.reading { request, _ in
            document.response(to: request)
        }
        var routes = [ProtectedResourceURL.wellKnownPath: route]
        routes[ProtectedResourceURL.wellKnownPath + resource.path] = route
        return routes
    }
}
