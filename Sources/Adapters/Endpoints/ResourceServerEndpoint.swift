public import HTTPTypes
public import SteelcutDomain

/// The resource server as an endpoint: one protected document, its metadata (RFC 9728) and health.
public struct ResourceServerEndpoint: Endpoint {
    private let router: Router

    /// Composes the endpoint.
    ///
    /// - Parameters:
    ///   - route: Where the document stands, with or without the slash before it.
    ///   - resource: The document's name in its metadata and challenges.
    ///   - document: The document of the moment; cheap to ask.
    ///   - verify: Checks tokens.
    ///   - issuer: Who issues the tokens that are good here.
    ///   - scopes: The scopes that a token needs, for the metadata.
    ///   - digest: Makes entity tags.
    ///   - health: How the server is right now; cheap to ask.
    public init(
        route: String, resource: ProtectedResourceURL, document: @escaping @Sendable () -> ResourceDocument,
        verify: VerifyAccessToken, issuer: Issuer, scopes: ScopeSet = ScopeSet(), digest: any Ports.Digest,
        health: @escaping @Sendable () -> Health
    ) {
        let check = BearerCheck(verify: verify)
        let challenge = BearerChallenge(resource: resource)
        var routes = Router.Route.health(health)
        routes.merge(
            ProtectedResourceMetadata(resource: resource, issuer: issuer, scopes: scopes).routes(digest: digest)
        ) { $1 }
        routes[route.hasPrefix("/") ? route : "/" + route] = .reading { request, _ in
            do throws(BearerError) {
                _ = try await check(request.headerFields)
            } catch { return challenge.response(to: error) }
            // RFC 9110 section 13.2.1: conditions are looked at after everything else was in order.
            return document().representation.response(to: request)
        }
        router = .resourceServer(routes)
    }

    /// The answer to a request.
    public func respond(to request: HTTPRequest, body: [UInt8]) async -> EndpointResponse {
        await router.respond(to: request, body: body)
    }

    /// JSON without `error`, which a body has here only where a challenge has one.
    public func respond(toUnreadable status: HTTPResponse.Status, explanation: StaticString) -> EndpointResponse {
        Refusal(status: status, explanation: "\(explanation)", cause: "\(explanation)").response
    }

    /// 413, or what is wrong before that.
    public func respond(toOversized request: HTTPRequest) -> EndpointResponse {
        router.respond(toOversized: request)
    }

    /// Whether something stands at the path.
    public func serves(_ request: HTTPRequest) -> Bool { router.serves(request) }
}
