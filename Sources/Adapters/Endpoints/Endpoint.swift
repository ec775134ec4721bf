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
    public var head: HTTPResponse { didSet { preparedLines = nil } }
    /// The fields as they are written, where that was done beforehand.
    package private(set) var preparedLines: [UInt8]?
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

    /// A response whose head was prepared.
    package init(_ prepared: PreparedHead, body: [UInt8] = []) {
        head = prepared.head
        preparedLines = prepared.lines
        self.body = body
    }
}

/// A head that is the same in many responses, its fields written once.
package struct PreparedHead: Sendable {
    let head: HTTPResponse
    let lines: [UInt8]

    /// Writes the fields; none of them may be one that a front end sets.
    package init(_ head: HTTPResponse) {
        self.head = head
        lines = head.headerFields.flatMap(Self.line)
    }

    /// A field as it is written (RFC 9112 section 5): neither part of an `HTTPField` has line ends in it.
    package static func line(of field: HTTPField) -> [UInt8] {
        Array("\(field.name.rawName): \(field.value)\r\n".utf8)
    }
}
