/// Why a token request is refused: the codes of RFC 6749 section 5.2, RFC 8707 section 2, and what is no fault of the
/// client's.
public enum TokenError: Error, Sendable {
    /// `invalid_request`, for a reason of a fixed list.
    case invalidRequest(InvalidRequest)
    /// `invalid_client`: one answer for unknown, wrong, expired, disabled and missing.
    case invalidClient
    /// `unauthorized_client`: the client may not use this grant.
    case unauthorizedClient
    /// `unsupported_grant_type`.
    case unsupportedGrantType
    /// `invalid_scope`: malformed, or not the client's.
    case invalidScope
    /// `invalid_target`: malformed, or not the client's.
    case invalidTarget
    /// This client has failed too often; it may ask again after so many seconds.
    case throttled(retryAfter: Int)
    /// Asking again after so many seconds may help; the cause is for logs.
    case unavailable(retryAfter: Int, cause: String)

    /// The `error` code.
    public var code: String {
        switch self {
        case .invalidRequest: "invalid_request"
        case .invalidClient: "invalid_client"
        case .unauthorizedClient: "unauthorized_client"
        case .unsupportedGrantType: "unsupported_grant_type"
        case .invalidScope: "invalid_scope"
        case .invalidTarget: "invalid_target"
        // No code of section 5.2; the word is that of section 4.1.2.1.
        case .throttled, .unavailable: "temporarily_unavailable"
        }
    }

    /// The `error_description`: fixed text, nothing that the caller sent.
    public var explanation: String {
        switch self {
        case .invalidRequest(let reason): reason.rawValue
        case .invalidClient: "client authentication failed"
        case .unauthorizedClient: "the client may not use this grant type"
        case .unsupportedGrantType: "the grant type is not supported; use client_credentials"
        case .invalidScope: "a requested scope is malformed or not allowed for this client"
        case .invalidTarget: "a requested resource is malformed or not allowed for this client"
        case .throttled: "too many failed attempts for this client"
        case .unavailable: "the server can't answer right now"
        }
    }
}

/// What makes a request to an endpoint of the authorization server invalid.
public enum InvalidRequest: String, Error, Hashable, Sendable {
    /// No, or an empty, `grant_type`.
    case missingGrantType = "grant_type is missing"
    /// Another content type than a form's, or another character set than UTF-8.
    case notAForm = "the body must be application/x-www-form-urlencoded in UTF-8"
    /// Percent-encoding or UTF-8 that is none, or a control character.
    case malformedForm = "the body is malformed"
    /// A parameter twice.
    case repeatedParameter = "a parameter is given twice"
    /// A query string.
    case queryString = "parameters belong into the body"
    /// More than one way of client authentication, or two that disagree.
    case severalCredentials = "use exactly one method of client authentication"
    /// An `Authorization` header that is repeated, of another scheme or malformed.
    case malformedAuthorization = "the Authorization header is malformed"
    /// A `client_secret` without `client_id`.
    case secretWithoutClient = "client_id is missing"
    /// An ID or secret above 512 bytes.
    case credentialsTooLong = "client_id or client_secret is too long"
    /// No, or an empty, `token` (RFC 7662 section 2.1, RFC 7009 section 2.1).
    case missingToken = "token is missing"
    /// Another client's token, which only that client may revoke (RFC 7009 section 2.1).
    case foreignToken = "the token was not issued to this client"
    /// A body above the limit.
    case bodyTooLarge = "the body is too large"
}
