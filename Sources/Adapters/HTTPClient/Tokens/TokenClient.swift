public import SteelcutDomain
public import SteelcutSystemClock
import Synchronization

/// Gets access tokens with a client's own credentials (RFC 6749 section 4.4), keeps them and renews them.
///
/// ```swift
/// let client = try TokenClient(
///     issuer: "https://auth.example", credentials: .basic(id: "billing", secret: secret))
/// let token = try await client.token(scope: "read")
/// request.headers["Authorization"] = "Bearer \(token.accessToken.value)"
/// ```
///
/// One client is made at start and shared by all tasks. Whoever asks for the same scope and resources gets the same token;
/// where there is none, one request asks for all of them, and its failure goes to all and is not kept. At about three
/// quarters of a token's life another one is asked for beside the requests, which go on with the old one for as long as
/// it is good. A server that answers 503 or 429 is left alone for the time of its `Retry-After`.
public final class TokenClient: Sendable {
    let requester: TokenRequester
    let cache: TokenCache?
    let patience: Duration
    let clock: any Ports.Clock
    let pacing: Pacing
    let state = Mutex(State())

    /// How time passes and chance falls, for tests to decide.
    struct Pacing: Sendable {
        /// Waits, and throws where the task is cancelled.
        var sleep: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
        /// -1 to 1.
        var jitter: @Sendable () -> Double = { .random(in: -1...1) }
    }

    /// A client of the authorization server with this issuer URL, whose metadata say where tokens are to be had.
    ///
    /// Nothing is sent yet: the metadata (RFC 8414) are read with the first token, and have to name this very issuer.
    ///
    /// - Parameters:
    ///   - issuer: The issuer's URL, byte for byte as the server has it.
    ///   - credentials: Who the client is.
    ///   - cache: Keeps tokens in files, too, for the next run of the program.
    ///   - patience: For how long at most a call waits where the server asks to be left alone; with zero it fails at once.
    ///   - connections: How the server is reached.
    ///   - clock: Tells how old tokens are.
    /// - Throws: `ClientFailure.invalidURL`, or `.insecureURL` for plain http to a host that isn't allowed that.
    public convenience init(
        issuer: String, credentials: Credentials, cache: TokenCache? = nil, patience: Duration = .seconds(5),
        connections: ConnectionSettings = ConnectionSettings(), clock: any Ports.Clock = SystemClock()
    ) throws(ClientFailure) {
        let fetcher = HTTPFetcher(settings: connections, clock: clock)
        let endpoint = try TokenEndpoint(issuer: issuer, fetcher: fetcher, clock: clock)
        self.init(
            TokenRequester(endpoint: endpoint, credentials: credentials, fetcher: fetcher), cache: cache,
            patience: patience, clock: clock)
    }

    /// A client of the token endpoint at this URL; the rest as for an issuer.
    ///
    /// - Throws: `ClientFailure.invalidURL`, or `.insecureURL` for plain http to a host that isn't allowed that.
    public convenience init(
        tokenURL: String, credentials: Credentials, cache: TokenCache? = nil, patience: Duration = .seconds(5),
        connections: ConnectionSettings = ConnectionSettings(), clock: any Ports.Clock = SystemClock()
    ) throws(ClientFailure) {
        try self.init(
            tokenURL: tokenURL, credentials: credentials, cache: cache, patience: patience, connections: connections,
            clock: clock, pacing: Pacing())
    }

    convenience init(
        tokenURL: String, credentials: Credentials, cache: TokenCache? = nil, patience: Duration = .seconds(5),
        connections: ConnectionSettings = ConnectionSettings(), clock: any Ports.Clock, pacing: Pacing
    ) throws(ClientFailure) {
        let fetcher = HTTPFetcher(settings: connections, clock: clock)
        let endpoint = try TokenEndpoint(url: tokenURL, fetcher: fetcher, clock: clock)
        self.init(
            TokenRequester(endpoint: endpoint, credentials: credentials, fetcher: fetcher), cache: cache,
            patience: patience, clock: clock, pacing: pacing)
    }

    private init(
        _ requester: TokenRequester, cache: TokenCache?, patience: Duration, clock: any Ports.Clock,
        pacing: Pacing = Pacing()
    ) {
        self.requester = requester
        self.cache = cache
        self.patience = patience
        self.clock = clock
        self.pacing = pacing
    }

    /// A token for these scopes and resources: the one that is kept, or a new one.
    ///
    /// A token whose answer has no `expires_in` is used for at most a minute, and not kept in files.
    ///
    /// - Parameters:
    ///   - scope: Scopes with spaces between them; `nil` or empty leaves it to the server.
    ///   - resources: What the token is for (RFC 8707 section 2); none leaves it to the server.
    /// - Throws: `ClientFailure`; `.cancelled` where this task was, while the request goes on for others.
    public func token(
        scope: String? = nil, resources: [String] = []
    ) async throws(ClientFailure) -> TokenResponse {
        try await obtain(TokenWish(scope: scope, resources: resources)).response
    }

    /// Uses a token; where one that was kept is refused, it is dropped and `use` called once more with another.
    ///
    /// ```swift
    /// let answer = try await client.withToken(scope: "read") { token in
    ///     let answer = try await myHTTPClient.get(url, bearer: token.value)
    ///     if answer.status == 401 { throw ClientFailure.unauthorized }
    ///     return answer
    /// }
    /// ```
    ///
    /// A token that was issued for this very call is not replaced: asking again would bring another of its kind.
    ///
    /// - Throws: `ClientFailure` where no token can be had, and what `use` throws; a `.refused` of status 401 is what has
    ///   the token replaced.
    public func withToken<Value>(
        scope: String? = nil, resources: [String] = [], _ use: (BearerToken) async throws -> Value
    ) async throws -> Value {
        let outcome = try await replacingRefused(TokenWish(scope: scope, resources: resources)) { token in
            do { return Result<Value, any Error>.success(try await use(token)) } catch { return .failure(error) }
        } isRefusal: { outcome in
            if case .failure(ClientFailure.refused(status: 401, _, _, _)) = outcome { true } else { false }
        }
        return try outcome.get()
    }

    /// Drops a token that a resource server refused, unless another has taken its place already.
    public func drop(_ token: BearerToken, scope: String? = nil, resources: [String] = []) {
        drop(token, TokenWish(scope: scope, resources: resources))
    }
}
