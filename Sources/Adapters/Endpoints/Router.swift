import HTTPTypes
import SteelcutDomain

/// Finds what answers a path, and refuses where nothing does.
///
/// Paths compare by their bytes: a trailing or doubled slash or a percent-encoded letter makes another path.
struct Router: Sendable {
    /// Answers a request whose path and method were in order.
    typealias Handler = @Sendable (HTTPRequest, [UInt8]) async -> EndpointResponse

    /// What stands at a path.
    struct Route: Sendable {
        let methods: [HTTPRequest.Method]
        let handler: Handler

        /// Answers GET and HEAD.
        static func reading(_ handler: @escaping Handler) -> Route {
            Route(methods: [.get, .head], handler: handler)
        }

        /// Answers POST.
        static func posting(_ handler: @escaping Handler) -> Route { Route(methods: [.post], handler: handler) }

        /// The value of `Allow` (RFC 9110 section 10.2.1).
        var allow: String { methods.map(\.rawValue).joined(separator: ", ") }
    }

    private let routes: [String: Route]
    private let answersOptions: Bool
    private let namesCodes: Bool

    private init(_ routes: [String: Route], answersOptions: Bool, namesCodes: Bool) {
        self.routes = routes
        self.answersOptions = answersOptions
        self.namesCodes = namesCodes
    }

    /// The routes of an authorization server, by their paths: OPTIONS says what is allowed, and refusals have an `error`.
    static func authorizationServer(_ routes: [String: Route]) -> Router {
        Router(routes, answersOptions: true, namesCodes: true)
    }

    /// The routes of a resource server, by their paths: OPTIONS is a method as any other that they don't have, and only
    /// what a challenge says has an `error`.
    static func resourceServer(_ routes: [String: Route]) -> Router {
        Router(routes, answersOptions: false, namesCodes: false)
    }

    /// The answer of the route that is meant, or a refusal.
    func respond(to request: HTTPRequest, body: [UInt8]) async -> EndpointResponse {
        switch find(request) {
        case .found(let route): await route.handler(request, body)
        case .answered(let response): response
        }
    }

    /// 413 where the request would have been answered with a smaller body; what else is wrong comes first.
    func respond(toOversized request: HTTPRequest) -> EndpointResponse {
        switch find(request) {
        case .found: refuse(.bodyTooLarge)
        case .answered(let response): response
        }
    }

    /// Whether there is a route for the path.
    func serves(_ request: HTTPRequest) -> Bool { route(of: request) != nil }

    private enum Finding {
        case found(Route)
        case answered(EndpointResponse)
    }

    private func route(of request: HTTPRequest) -> Route? {
        // Canonical equivalence, which is what String compares by, means bytes only within ASCII.
        guard let target = request.path, target.hasOnlyBytes({ $0 < 0x80 }) else { return nil }
        guard let query = target.utf8.firstIndex(of: UInt8(ascii: "?")) else { return routes[target] }
        return routes[String(target[..<query])]
    }

    private func find(_ request: HTTPRequest) -> Finding {
        guard let route = route(of: request) else { return .answered(refuse(.notFound)) }
        if route.methods.contains(request.method) { return .found(route) }
        if answersOptions, request.method == .options {
            return .answered(
                EndpointResponse(
                    head: HTTPResponse(
                        status: .noContent,
                        headerFields: [.allow: route.allow, .cacheControl: "no-store", .pragma: "no-cache"])))
        }
        return .answered(refuse(.methodNotAllowed(allow: route.allow)))
    }

    private func refuse(_ refusal: Refusal) -> EndpointResponse {
        (namesCodes ? refusal : refusal.withoutCode).response
    }
}
