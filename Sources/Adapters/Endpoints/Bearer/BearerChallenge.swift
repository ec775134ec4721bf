import HTTPTypes
public import SteelcutDomain

/// Turns the refusal of a token into its wire form (RFC 6750 section 3, RFC 9728 section 5.1).
public struct BearerChallenge: Sendable {
    private let parameters: String

    /// Takes where the protected resource's metadata stand.
    public init(resource: ProtectedResourceURL) {
        parameters = #"realm="resource", resource_metadata=""# + resource.metadataURL + #"""#
    }

    /// The answer to a request that was refused.
    ///
    /// A body has `error` only where the challenge has one.
    public func response(to error: BearerError) -> EndpointResponse {
        var refusal = Refusal(
            status: Self.status(of: error), code: error.code, explanation: error.explanation,
            cause: Self.cause(of: error))
        switch error {
        case .keysUnavailable(let seconds), .revocationsUnavailable(let seconds):
            refusal.fields = [.retryAfter(seconds)]
            return refusal.withoutCode.response
        case .missingToken, .invalidRequest, .invalidToken, .insufficientScope:
            refusal.fields = [HTTPField(name: .wwwAuthenticate, value: value(for: error))]
            return refusal.response
        }
    }

    /// The value of `WWW-Authenticate`.
    ///
    /// Every part is free of quotes, backslashes and control characters: codes and explanations are fixed, scopes
    /// (RFC 6749 section 3.3) and the URL can't hold any by their grammar.
    private func value(for error: BearerError) -> String {
        var value = "Bearer " + parameters
        guard let code = error.code else { return value }
        value += #", error=""# + code + #"""#
        if case .insufficientScope(let scopes) = error { value += #", scope=""# + scopes.description + #"""# }
        return value + #", error_description=""# + error.explanation + #"""#
    }

    private static func status(of error: BearerError) -> HTTPResponse.Status {
        switch error {
        case .missingToken, .invalidToken: .unauthorized
        case .invalidRequest: .badRequest
        case .insufficientScope: .forbidden
        case .keysUnavailable, .revocationsUnavailable: .serviceUnavailable
        }
    }

    private static func cause(of error: BearerError) -> String? {
        switch error {
        case .invalidToken(let defect): "invalid_token: \(defect.rawValue)"
        case .keysUnavailable: "no key set was read yet"
        case .revocationsUnavailable: "no list of revocations is in force"
        default: nil
        }
    }
}
