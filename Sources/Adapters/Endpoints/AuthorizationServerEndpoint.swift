public import HTTPTypes
public import SteelcutDomain

/// The authorization server as an endpoint: tokens, keys, metadata and health.
///
/// Where the issuer has a path, everything is served below that path too, and the metadata also where RFC 8414
/// section 3.1 looks for it: with the well-known part between host and path.
public struct AuthorizationServerEndpoint: Endpoint {
    private let router: Router

    /// Composes the endpoint.
    ///
    /// - Parameters:
    ///   - issuer: Whose tokens are issued; the base of every published URL.
    ///   - issueToken: Issues tokens.
    ///   - publishKeys: Publishes the public keys.
    ///   - revocation: Introspection, revocation and the published list; `nil`: this server has none of them.
    ///   - digest: Makes entity tags.
    ///   - health: How the server is right now; cheap to ask.
    public init(
        issuer: Issuer, issueToken: IssueToken, publishKeys: PublishKeys, revocation: RevocationEndpoints? = nil,
        digest: any Ports.Digest,
        health: @escaping @Sendable () -> Health
    ) {
        let token = TokenEndpoint(issueToken: issueToken)
        let keySet = KeySetEndpoint(publishKeys: publishKeys, digest: digest)
        let metadata = Representation(
            JSONWriter.write(AuthorizationServerMetadata(issuer: issuer, hasRevocation: revocation != nil).json),
            mediaType: "application/json", cacheControl: AuthorizationServerMetadata.cacheControl, digest: digest)
        let metadataRoute = Router.Route.reading { request, _ in metadata.response(to: request) }
        var routes = Router.Route.health(health)
        routes["/token"] = .posting { request, body in await token.respond(to: request, body: body) }
        routes["/.well-known/jwks.json"] = .reading { request, _ in await keySet.respond(to: request) }
        routes[Self.metadataPath] = metadataRoute
        for (path, route) in revocation?.routes ?? [:] { routes[path] = route }
        if !issuer.path.isEmpty {
            for (path, route) in routes { routes[issuer.path + path] = route }
            routes[Self.metadataPath + issuer.path] = metadataRoute
        }
        router = .authorizationServer(routes)
    }

    private static let metadataPath = "/.well-known/oauth-authorization-server"

    /// The answer to a request.
    public func respond(to request: HTTPRequest, body: [UInt8]) async -> EndpointResponse {
        await router.respond(to: request, body: body)
    }

    /// 413, or what is wrong before that.
    public func respond(toOversized request: HTTPRequest) -> EndpointResponse {
        router.respond(toOversized: request)
    }

    /// Whether something stands at the path.
    public func serves(_ request: HTTPRequest) -> Bool { router.serves(request) }
}
