package import HTTPTypes

/// Why something is no request, or none that came in time: what every front end says in the same words.
package struct UnreadableRequest: Error {
    /// 400, 408, 417 or 431.
    package let status: HTTPResponse.Status
    /// What is wrong.
    package let reason: StaticString

    private static func malformed(_ reason: StaticString) -> UnreadableRequest {
        UnreadableRequest(status: .badRequest, reason: reason)
    }

    package static let malformed = malformed("The request is not well-formed HTTP/1.1")
    package static let cutShort = malformed("The request ended before it was complete")
    package static let target = malformed("The request target is not an absolute path")
    package static let version = malformed("The version of HTTP is not 1.0 or 1.1")
    package static let host = malformed("The request needs exactly one valid Host field")
    package static let framing = malformed("The length of the request body is not stated clearly")
    package static let tooManyBytes = malformed("The request is padded")
    package static let tooLate = UnreadableRequest(
        status: .requestTimeout, reason: "The request did not arrive in time")
    package static let expectation = UnreadableRequest(
        status: .expectationFailed, reason: "The expectation cannot be met")
    package static let headerList = UnreadableRequest(
        status: .requestHeaderFieldsTooLarge, reason: "The header fields are too large")
}

extension Endpoint {
    /// The answer in the form of this endpoint's own refusals.
    package func respond(to unreadable: UnreadableRequest) -> EndpointResponse {
        respond(toUnreadable: unreadable.status, explanation: unreadable.reason)
    }
}
