#if Hummingbird
public import Hummingbird
public import SteelcutDomain
public import SteelcutEndpoints

/// Lets through who brings a good access token (RFC 6750), and puts the token's claims into the request's context.
///
///     router.group("orders").add(middleware: BearerGuard(check, resource: resource, scopes: scopes))
///
/// Everybody else is answered as the resource server answers: 401 with a challenge that says where the metadata stand
/// (RFC 9728), 400, 403 or 503. Mount a `ProtectedResourceMetadataEndpoint` beside it, so that they do stand there.
public struct BearerGuard<Context: BearerRequestContext>: RouterMiddleware {
    private let check: BearerCheck
    private let challenge: BearerChallenge
    private let scopes: ScopeSet

    /// Composes the guard.
    ///
    /// - Parameters:
    ///   - check: Finds out whether a request carries a token that is good here.
    ///   - resource: What is protected, for the challenge.
    ///   - scopes: What a token needs for these routes, beyond what `check` asks of every token; all of them.
    public init(_ check: BearerCheck, resource: ProtectedResourceURL, scopes: ScopeSet = ScopeSet()) {
        self.check = check
        challenge = BearerChallenge(resource: resource)
        self.scopes = scopes
    }

    /// Calls what is guarded, or answers in its stead.
    @concurrent
    public func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        var context = context
        do throws(BearerError) {
            context.verifiedToken = try await verify(request)
        } catch {
            let response = challenge.response(to: error)
            response.note(to: context.logger)
            return response.hummingbird(method: request.method, requestID: context.requestID)
        }
        return try await next(request, context)
    }

    private func verify(_ request: Request) async throws(BearerError) -> AccessTokenClaims {
        let claims = try await check(request.headers)
        guard scopes.isSubset(of: claims.scopes) else { throw .insufficientScope(scopes) }
        return claims
    }
}
#endif
