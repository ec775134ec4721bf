public import HTTPTypes

/// Answers HTTP requests without knowing who carries them: a whole request in, a whole response out.
///
/// A front end (SwiftNIO, Hummingbird) reads the request within its limits, calls `respond`, adds `Date` and
/// `X-Request-Id`, and writes the response; for HEAD it leaves the body out.
public protocol Endpoint: Sendable {
    /// The answer to a request.
    ///
    /// Never throws: whatever goes wrong is an answer too.
    func respond(to request: HTTPRequest, body: [UInt8]) async -> EndpointResponse

    /// The answer to a request whose body is above the front end's limit: its body was not read.
    func respond(toOversized request: HTTPRequest) -> EndpointResponse

    /// The answer to what can't be read as a request, or not in time: JSON in the form of the endpoint's own refusals.
    ///
    /// - Parameters:
    ///   - status: 400, 408, 417 or 431.
    ///   - explanation: What is wrong; fixed ASCII text without quotes, backslashes and control characters.
    func respond(toUnreadable status: HTTPResponse.Status, explanation: StaticString) -> EndpointResponse

    /// Whether something stands at the request's path, whatever its method.
    ///
    /// A front end asks that has other routes beside this endpoint; by default everything is the endpoint's.
    func serves(_ request: HTTPRequest) -> Bool
}

extension Endpoint {
    /// JSON with `error` and `error_description` (RFC 6749 section 5.2), never to be stored.
    public func respond(toUnreadable status: HTTPResponse.Status, explanation: StaticString) -> EndpointResponse {
        Refusal(
            status: status, code: "invalid_request", explanation: "\(explanation)", cause: "\(explanation)"
        ).response
    }

    /// Everything is the endpoint's.
    public func serves(_ request: HTTPRequest) -> Bool { true }
}

/// A whole response, and what only the log may know of it.
public struct EndpointResponse: Sendable {
    /// Status and header fields; `Content-Length` is the front end's.
    public var head: HTTPResponse
    /// The body.
    public var body: [UInt8]
    /// Why the request failed, for the log: free of secrets and tokens, never sent.
    public var cause: String?

    /// Puts a response together.
    public init(head: HTTPResponse, body: [UInt8] = [], cause: String? = nil) {
        self.head = head
        self.body = body
        self.cause = cause
    }
}
