/// Why a protected resource is refused (RFC 6750 section 3.1).
public enum BearerError: Error, Hashable, Sendable {
    /// No credentials: a challenge without a code.
    case missingToken
    /// `invalid_request`: an empty token, or more than one `Authorization`.
    case invalidRequest
    /// `invalid_token`; which defect is for logs.
    case invalidToken(TokenDefect)
    /// `insufficient_scope`, with the scopes that are needed.
    case insufficientScope(ScopeSet)
    /// No usable keys yet.
    case keysUnavailable(retryAfter: Int)
    /// What is revoked is not known, or not any more.
    case revocationsUnavailable(retryAfter: Int)

    /// The `error` code; `nil` where there is none.
    public var code: String? {
        switch self {
        case .missingToken: nil
        case .invalidRequest: "invalid_request"
        case .invalidToken: "invalid_token"
        case .insufficientScope: "insufficient_scope"
        case .keysUnavailable, .revocationsUnavailable: "temporarily_unavailable"
        }
    }

    /// The `error_description`: fixed text, nothing that the caller sent.
    public var explanation: String {
        switch self {
        case .missingToken: "an access token is needed"
        case .invalidRequest: "the Authorization header is malformed"
        case .invalidToken: "the access token is malformed, expired, or not for this resource"
        case .insufficientScope: "the access token lacks a scope"
        case .keysUnavailable: "the keys of the issuer are not known yet"
        case .revocationsUnavailable: "what the issuer has revoked is not known"
        }
    }
}
