import NIOHTTP1
import SteelcutDomain

/// A whole answer.
struct HTTPAnswer: Sendable {
    let status: Int
    let headers: HTTPHeaders
    let body: [UInt8]
    /// When it was there.
    let received: Timestamp

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

    /// After how many seconds to come again by `Retry-After`, which gives them or a date (RFC 9110 section 10.2.3).
    ///
    /// `nil` where it says nothing, or names a moment that has passed; at most a day.
    var retryAfter: Int? {
        guard let value = field("Retry-After") else { return nil }
        if Self.isNumber(value) { return min(Int(value) ?? .max, 86_400) }
        guard let date = HTTPDate.parse(value, now: received), date > received else { return nil }
        return min(date.seconds - received.seconds, 86_400)
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

    /// RFC 9110 section 8.8.3, as far as we send it back.
    var entityTag: String? {
        guard let tag = field("ETag"), tag.utf8.count <= 256, tag.hasSuffix("\""),
            tag.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        return tag
    }

    private static func isNumber(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
