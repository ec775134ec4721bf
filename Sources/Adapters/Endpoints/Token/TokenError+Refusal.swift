import HTTPTypes
import SteelcutDomain

extension TokenError {
    /// The wire form (RFC 6749 section 5.2).
    var refusal: Refusal {
        Refusal(status: status, code: code, explanation: explanation, fields: fields, cause: cause)
    }

    private var status: HTTPResponse.Status {
        switch self {
        case .invalidRequest(.bodyTooLarge): .contentTooLarge
        case .invalidRequest, .unauthorizedClient, .unsupportedGrantType, .invalidScope, .invalidTarget: .badRequest
        case .invalidClient: .unauthorized
        case .throttled: .tooManyRequests
        case .unavailable: .serviceUnavailable
        }
    }

    /// RFC 9110 section 15.5.2: 401 has a challenge, here whether or not the caller tried Basic.
    private var fields: [HTTPField] {
        switch self {
        case .invalidClient: [HTTPField(name: .wwwAuthenticate, value: #"Basic realm="token""#)]
        case .throttled(let seconds), .unavailable(let seconds, _): [.retryAfter(seconds)]
        default: []
        }
    }

    private var cause: String? { if case .unavailable(_, let cause) = self { cause } else { nil } }
}
