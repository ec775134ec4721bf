#if Hummingbird
import HTTPTypes
public import Hummingbird
public import SteelcutEndpoints

/// Carries an endpoint inside a Hummingbird router: its paths are answered as the programs' own server answers them.
///
///     router.add(middleware: EndpointMount(endpoint))
///
/// It is a middleware and not a set of routes, because an endpoint answers every method, compares paths by their bytes
/// and refuses in one form. Routes that were added before it go before it; paths that are not the endpoint's go on to
/// the router.
public struct EndpointMount<Context: RequestContext>: RouterMiddleware {
    private let endpoint: any Endpoint
    private let limits: MountLimits
    private let answersEverything: Bool

    /// Mounts an endpoint.
    ///
    /// - Parameters:
    ///   - endpoint: What answers.
    ///   - limits: What a request may cost.
    ///   - answersEverything: Whether paths that are not the endpoint's are refused by it instead of going on to the
    ///     router.
    public init(_ endpoint: any Endpoint, limits: MountLimits = MountLimits(), answersEverything: Bool = false) {
        self.endpoint = endpoint
        self.limits = limits
        self.answersEverything = answersEverything
    }

    /// Answers a request, or lets it go on.
    ///
    /// - Throws: What Hummingbird has to hear: that a request is not HTTP, or that its connection is gone.
    @concurrent
    public func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard answersEverything || endpoint.serves(request.head) else { return try await next(request, context) }
        let response = try await response(to: request)
        response.note(to: context.logger)
        return response.hummingbird(method: request.method, requestID: context.requestID)
    }

    private func response(to request: Request) async throws -> EndpointResponse {
        do {
            let length = try StrictRequestCheck.bodyLength(of: request.head, headerListLimit: limits.headerList)
            if case .known(let bytes) = length, bytes > limits.body {
                return endpoint.respond(toOversized: request.head)
            }
            guard let body = try await RequestBytes.read(request.body, length: length, limits: limits) else {
                return endpoint.respond(toOversized: request.head)
            }
            return await endpoint.respond(to: request.head, body: body)
        } catch let unreadable as UnreadableRequest { return endpoint.respond(to: unreadable) }
    }
}

/// What a request to a mounted endpoint may cost.
public struct MountLimits: Sendable {
    /// The longest request body, in bytes; above it the answer is the endpoint's for oversized requests (413).
    public var body: Int
    /// The longest list of header fields (names, values and the request target), in bytes; above it the answer is 431.
    ///
    /// Hummingbird has read them by then: its own limit is 80 KiB.
    public var headerList: Int
    /// The time from a request's head to the last byte of its body; above it the answer is 408.
    public var requestTime: Duration

    /// Takes limits; the defaults are those of the programs.
    public init(body: Int = 16_384, headerList: Int = 16_384, requestTime: Duration = .seconds(10)) {
        self.body = body
        self.headerList = headerList
        self.requestTime = requestTime
    }
}
#endif
