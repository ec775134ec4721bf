#if Hummingbird
public import Hummingbird
public import SteelcutDomain

/// A request context that has room for the token that `BearerGuard` let through.
public protocol BearerRequestContext: RequestContext {
    /// The token's claims; `nil` where no guard stands before the route.
    var verifiedToken: AccessTokenClaims? { get set }
}

extension BearerRequestContext {
    /// Who asks, for what, and until when.
    ///
    /// - Throws: `UnguardedRoute` where no guard stands before the route, which Hummingbird answers with 500.
    public var claims: AccessTokenClaims {
        get throws(UnguardedRoute) {
            guard let verifiedToken else { throw UnguardedRoute() }
            return verifiedToken
        }
    }

    /// What the token allows; nothing where no guard stands before the route.
    public var scopes: ScopeSet { verifiedToken?.scopes ?? ScopeSet() }
}

/// A request context with nothing but what Hummingbird and `BearerGuard` need.
public struct BasicBearerRequestContext: BearerRequestContext {
    /// What Hummingbird needs.
    public var coreContext: CoreRequestContextStorage
    /// The token's claims.
    public var verifiedToken: AccessTokenClaims?

    /// Makes the context of a request.
    public init(source: Source) { coreContext = CoreRequestContextStorage(source: source) }
}

/// A route asked for a token's claims, and no `BearerGuard` stands before it.
public struct UnguardedRoute: Error, CustomStringConvertible {
    /// One line that says what to do.
    public var description: String { "no BearerGuard stands before this route; add one to its group" }
}
#endif
