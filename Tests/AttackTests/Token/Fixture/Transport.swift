import HTTPTypes
import SteelcutDomain
import SteelcutEndpoints
import SteelcutRawHTTP
import Testing

/// How a request of the corpus reaches an endpoint: every attack runs over every one of these.
struct Transport: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let send: @Sendable (_ request: HTTPRequest, _ body: [UInt8], _ endpoint: any Endpoint) async throws -> Answer

    /// Calls the endpoint in this process, with the limit of a body that servers have by default.
    static let direct = Transport(testDescription: "direct") { request, body, endpoint in
        let response =
            body.count > 16 * 1024
            ? endpoint.respond(toOversized: request) : await endpoint.respond(to: request, body: body)
        return Answer(
            status: response.head.status.code, fields: response.head.headerFields, body: response.body,
            cause: response.cause)
    }

    /// Goes through the programs' own front end.
    static let swiftNIO = overSocket("SwiftNIO") { try await ServerUnderTest.start($0).port }

    static let all = [direct, swiftNIO, hummingbird]
}

/// What came back.
struct Answer: Sendable {
    let status: Int
    let fields: HTTPFields
    let body: [UInt8]
    /// What the log is told.
    var cause: String?

    var text: String { String(decoding: body, as: UTF8.self) }

    /// The body as strict JSON.
    var json: JSONValue {
        get throws { try JSONReader.read(body) }
    }

    /// Everything that a caller could tell two answers apart by, but for what differs by nature.
    var visible: [String] {
        let natural: [HTTPField.Name] = [.date, HTTPField.Name("X-Request-Id") ?? .date]
        let lines = fields.filter { !natural.contains($0.name) }.map { "\($0.name.canonicalName): \($0.value)" }
        return ["\(status)"] + lines.sorted() + [text]
    }
}
