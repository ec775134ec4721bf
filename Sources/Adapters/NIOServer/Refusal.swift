import HTTPTypes

/// Why something is no request, or none that came in time; the connection is closed after the answer.
struct Refusal: Error {
    let status: HTTPResponse.Status
    let reason: StaticString

    private static func malformed(_ reason: StaticString) -> Refusal { Refusal(status: .badRequest, reason: reason) }

    static let malformed = malformed("The request is not well-formed HTTP/1.1")
    static let cutShort = malformed("The request ended before it was complete")
    static let target = malformed("The request target is not an absolute path")
    static let version = malformed("The version of HTTP is not 1.0 or 1.1")
    static let host = malformed("The request needs exactly one valid Host field")
    static let framing = malformed("The length of the request body is not stated clearly")
    static let tooManyBytes = malformed("The request is padded")
    static let tooLate = Refusal(status: .requestTimeout, reason: "The request did not arrive in time")
    static let expectation = Refusal(status: .expectationFailed, reason: "The expectation cannot be met")
    static let headerList = Refusal(
        status: .requestHeaderFieldsTooLarge, reason: "The header fields are too large")
}
