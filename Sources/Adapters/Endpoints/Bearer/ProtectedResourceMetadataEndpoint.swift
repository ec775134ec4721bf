public import HTTPTypes
public import SteelcutDomain

/// The metadata of a protected resource (RFC 9728) alone, for services whose routes are their own.
///
/// The challenge to whoever comes without a token says where it stands.
public struct ProtectedResourceMetadataEndpoint: Endpoint {
    private let router: Router

    /// Composes the endpoint.
    ///
    /// - Parameters:
    ///   - resource: The resource's name; its path is part of where the metadata stand.
    ///   - issuer: Who issues the tokens that are good there.
    ///   - scopes: The scopes that there are.
    ///   - digest: Makes the entity tag.
    public init(resource: ProtectedResourceURL, issuer: Issuer, scopes: ScopeSet = ScopeSet(), digest: any Ports.Digest)
    {
        let metadata = ProtectedResourceMetadata(resource: resource, issuer: issuer, scopes: scopes)
        router = .resourceServer(metadata.routes(digest: digest))
    }

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
