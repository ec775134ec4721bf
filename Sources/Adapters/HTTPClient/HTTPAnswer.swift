import NIOHTTP1
import SteelcutDomain

/// A whole answer.
struct HTTPAnswer: Sendable {
    let status: Int
    let headers: HTTPHeaders
    let body: [UInt8]

    /// A header field's value, where the field is there exactly once.
    func field(_ name: String) -> String? {
        let values = headers[name]
        return values.count == 1 ? values.first : nil
    }

    /// Whether it says that it is JSON, parameters aside (RFC 9110 section 8.3.1: types have no case).
    var isJSON: Bool {
        field("Content-Type").map { value in
            value.prefix { $0 != ";" }.filter { $0 != " " && $0 != "\t" }.lowercased() == "application/json"
        } ?? false
    }

    /// The object in the body.
    func object() throws(ClientFailure) -> JSONValue {
        guard let json = try? JSONReader.read(body), case .object = json else { throw .malformedResponse(.notJSON) }
        return json
    }

    /// The seconds of `Retry-After`, where it gives seconds (RFC 9110 section 10.2.3).
    var retryAfter: Int? {
        field("Retry-After").flatMap { Self.isNumber($0) && $0.utf8.count <= 8 ? Int($0) : nil }
    }

    /// `max-age` of `Cache-Control` in seconds (RFC 9111 section 5.2.2.1); a number too long for us is a long time.
    var maxAge: Int? {
        for directive in headers[canonicalForm: "Cache-Control"] {
            let parts = directive.split(separator: "=", maxSplits: 1)
            guard let name = parts.first, name.lowercased() == "max-age", let value = parts.dropFirst().first else {
                continue
            }
            return Self.isNumber(value) ? Int(value) ?? .max : nil
        }
        return nil
    }

    private static func isNumber(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
