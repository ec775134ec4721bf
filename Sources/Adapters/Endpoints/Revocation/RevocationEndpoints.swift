public import SteelcutDomain

/// What an authorization server needs to take tokens back: introspection, revocation and the published list.
///
/// An embedder without a revocation store leaves it out, and the three paths with it.
public struct RevocationEndpoints: Sendable {
    /// The path of the published list.
    public static let listPath = "/.well-known/revocations"

    let introspect: IntrospectToken
    let revoke: RevokeToken
    let list: @Sendable () async throws(TokenError) -> PublishedRevocations

    /// Puts the parts together; `list` gives the signed list of the moment and is cheap to ask.
    public init(
        introspect: IntrospectToken, revoke: RevokeToken,
        list: @escaping @Sendable () async throws(TokenError) -> PublishedRevocations
    ) {
        self.introspect = introspect
        self.revoke = revoke
        self.list = list
    }

    var routes: [String: Router.Route] {
        let introspection = TokenQueryEndpoint(introspect: introspect)
        let revocation = TokenQueryEndpoint(revoke: revoke)
        let list = RevocationListEndpoint(list: list)
        return [
            "/introspect": .posting { request, body in await introspection.respond(to: request, body: body) },
            "/revoke": .posting { request, body in await revocation.respond(to: request, body: body) },
            Self.listPath: .reading { request, _ in await list.respond(to: request) },
        ]
    }
}
