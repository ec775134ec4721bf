/// Why a server's answer could not be had or is not believed.
///
/// ```swift
/// do {
///     token = try await client.token(scope: "read")
/// } catch .refused(status: _, error: "invalid_client"?, _, _) {
///     logger.error("the client's secret is wrong or has expired")
/// }
/// ```
///
/// It never holds a secret or a token; what a server said is in it only as short printable ASCII.
public enum ClientFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was given is no `http` or `https` URL with a host and without user or fragment; an issuer also has no query.
    case invalidURL
    /// Plain `http` to another machine.
    case insecureURL
    /// No answer was had.
    case unreachable(Reason)
    /// The server sent elsewhere, with this status; nothing was sent there.
    case redirect(status: Int)
    /// The body is larger than what is read.
    case tooLarge
    /// The answer is not what the RFC says it has to be.
    case malformedResponse(Malformation)
    /// The server refused, with the `error` code and text of RFC 6749 section 5.2 or RFC 6750 section 3 where it gave
    /// them, and the seconds of `Retry-After`.
    case refused(status: Int, error: String?, description: String?, retryAfter: Int?)
    /// The task was cancelled.
    case cancelled

    /// A refusal of status 401 without further words: what to throw in `TokenClient.withToken` for a token that a resource
    /// server does not take.
    public static var unauthorized: ClientFailure {
        .refused(status: 401, error: nil, description: nil, retryAfter: nil)
    }

    /// Why no answer was had.
    public enum Reason: String, Sendable {
        /// The host's name is unknown, or it does not take connections.
        case noConnection = "no connection"
        /// TLS was not agreed upon, or the certificate is not trusted.
        case noTrust = "no trusted TLS connection"
        /// The deadline passed.
        case timedOut = "no answer in time"
        /// The connection ended too early.
        case interrupted = "the connection was lost"
    }

    /// What is wrong with an answer.
    public enum Malformation: String, Sendable {
        /// Not HTTP.
        case notHTTP = "not HTTP"
        /// A status that has no meaning here.
        case status = "unexpected status"
        /// Another content type than `application/json`, or several.
        case contentType = "content type is not application/json"
        /// Not JSON by RFC 8259, or not the kind of value expected.
        case notJSON = "not a JSON object"
        /// `token_type` is missing or not `Bearer` (RFC 6749 section 7.1).
        case tokenType = "token_type is not Bearer"
        /// `access_token` is missing or not one that a header can carry (RFC 6750 section 2.1).
        case accessToken = "access_token is malformed"
        /// `expires_in` is not a whole number of seconds between one and ten years.
        case expiresIn = "expires_in is malformed"
        /// `scope` is outside the grammar of RFC 6749 section 3.3.
        case scope = "scope is malformed"
        /// The metadata's `issuer` is not the one that was asked for (RFC 8414 section 3.3).
        case issuer = "issuer is another one"
        /// The metadata's `jwks_uri` is missing or not a URL that may be asked.
        case keySetURL = "jwks_uri is missing or not allowed"
        /// The metadata's `revocation_list_uri` is not a URL that may be asked.
        case revocationListURL = "revocation_list_uri is not allowed"
        /// The metadata's `token_endpoint` is missing or not a URL that may be asked.
        case tokenURL = "token_endpoint is missing or not allowed"
        /// No key set (RFC 7517 section 5).
        case keySet = "not a key set"
        /// A key set without one key that can be used.
        case noUsableKey = "no usable key in the key set"
    }

    /// The failure in words fit for a person and a log.
    public var description: String {
        switch self {
        case .invalidURL: return "not an http or https URL"
        case .insecureURL: return "refusing plain http to another machine; use https, or allow its host by name"
        case .unreachable(let reason): return "the server can't be reached: \(reason.rawValue)"
        case .redirect(let status): return "the server redirects (\(status)), which is not followed"
        case .tooLarge: return "the server's answer is too large"
        case .malformedResponse(let what): return "the server's answer is malformed: \(what.rawValue)"
        case .refused(let status, let error, let text, let retryAfter):
            var words = "the server refused (\(status))"
            if let error { words += ": \(error)" }
            if let text { words += ": \(text)" }
            if let retryAfter { words += "; try again in \(retryAfter) s" }
            return words
        case .cancelled: return "cancelled"
        }
    }
}
