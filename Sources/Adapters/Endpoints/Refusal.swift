import HTTPTypes
import SteelcutDomain

/// A request that is not granted, in its wire form: JSON with `error` and `error_description` (RFC 6749 section 5.2),
/// never to be stored.
///
/// Both texts are fixed and ASCII; nothing that the caller sent comes back to it.
struct Refusal: Sendable {
    /// What every refusal carries.
    private static let commonFields: HTTPFields = [
        .contentType: "application/json", .cacheControl: "no-store", .pragma: "no-cache",
    ]

    let status: HTTPResponse.Status
    /// `error`; `nil` where there is none to give (RFC 6750 section 3.1).
    var code: String?
    let explanation: String
    /// Further header fields.
    var fields: [HTTPField] = []
    /// For the log, where it knows more than the caller may.
    var cause: String?

    /// Nothing is at this path.
    static let notFound = Refusal(status: .notFound, code: "not_found", explanation: "there is nothing at this path")

    /// The path is right, the method is not (RFC 9110 section 15.5.6).
    static func methodNotAllowed(allow: String) -> Refusal {
        Refusal(
            status: .methodNotAllowed, code: "invalid_request", explanation: "the method is not allowed here",
            fields: [HTTPField(name: .allow, value: allow)])
    }

    /// The body is above the limit and was not read.
    static let bodyTooLarge = Refusal(
        status: .contentTooLarge, code: "invalid_request", explanation: InvalidRequest.bodyTooLarge.rawValue)

    /// `If-Match` does not hold (RFC 9110 section 13.1.1).
    static let preconditionFailed = Refusal(
        status: .preconditionFailed, explanation: "If-Match names another representation")

    /// What is needed to answer is not there yet; asking again after so many seconds may help.
    static func unavailable(retryAfter seconds: Int, cause: String) -> Refusal {
        Refusal(
            status: .serviceUnavailable, code: "temporarily_unavailable",
            explanation: "the server can't answer right now", fields: [.retryAfter(seconds)], cause: cause)
    }

    /// The same without `error`, for the resource server: there a body has one only where the challenge has.
    var withoutCode: Refusal {
        var refusal = self
        refusal.code = nil
        return refusal
    }

    /// The whole answer.
    var response: EndpointResponse {
        var members = [JSONMember("error_description", .string(explanation))]
        if let code { members.insert(JSONMember("error", .string(code)), at: 0) }
        var head = HTTPResponse(status: status, headerFields: Self.commonFields)
        head.headerFields.append(contentsOf: fields)
        return EndpointResponse(
            head: head, body: JSONWriter.write(.object(members)), cause: cause ?? "\(code ?? "refused"): \(explanation)"
        )
    }
}

extension HTTPField {
    /// `Retry-After` in seconds (RFC 9110 section 10.2.3), at least one: at once would be no wait at all.
    static func retryAfter(_ seconds: Int) -> HTTPField {
        HTTPField(name: .retryAfter, value: String(max(1, seconds)))
    }
}

extension HTTPField.Name {
    /// `Pragma` (RFC 9111 section 5.4), for caches of HTTP/1.0; RFC 6749 section 5.1 asks for it.
    ///
    /// The name is a token, so the initializer can't fail; the other operand only spares a trap.
    static let pragma = HTTPField.Name("Pragma") ?? .cacheControl
}
