#if Hummingbird
import HTTPTypes
import SteelcutEndpoints

/// An answer that the mount gives by itself: the same bytes as those of the programs' own front end.
struct Refusal: Error {
    let status: HTTPResponse.Status
    let reason: StaticString

    /// The same form as the endpoints' errors (RFC 6749 section 5.2), so that clients need to know one only.
    var response: EndpointResponse {
        EndpointResponse(
            head: HTTPResponse(
                status: status,
                headerFields: [.contentType: "application/json", .cacheControl: "no-store", .pragma: "no-cache"]),
            body: Array(#"{"error":"invalid_request","error_description":"\#(reason)"}"#.utf8),
            cause: "\(reason)")
    }

    private static func malformed(_ reason: StaticString) -> Refusal { Refusal(status: .badRequest, reason: reason) }

    static let cutShort = malformed("The request ended before it was complete")
    static let target = malformed("The request target is not an absolute path")
    static let host = malformed("The request needs exactly one valid Host field")
    static let framing = malformed("The length of the request body is not stated clearly")
    static let tooLate = Refusal(status: .requestTimeout, reason: "The request did not arrive in time")
    static let expectation = Refusal(status: .expectationFailed, reason: "The expectation cannot be met")
    static let headerList = Refusal(
        status: .requestHeaderFieldsTooLarge, reason: "The header fields are too large")
}

extension HTTPField.Name {
    static let host = HTTPField.Name("Host") ?? .date
    static let pragma = HTTPField.Name("Pragma") ?? .cacheControl
}
#endif
