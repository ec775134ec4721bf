import SteelcutDomain

/// What of a request's head parsers let pass and no front end here does (RFC 9112).
package enum StrictHead {
    /// How long the body is.
    package enum BodyLength: Equatable {
        case none
        case known(Int)
        case chunked
    }

    /// Origin-form, or `*` of OPTIONS (RFC 9112 section 3.2): nobody here is a proxy.
    package static func checkTarget(_ target: String, isOptions: Bool) throws(UnreadableRequest) {
        if isOptions, target == "*" { return }
        // Visible ASCII; a fragment never travels (RFC 9110 section 4.2.5).
        guard target.utf8.first == UInt8(ascii: "/"),
            target.hasOnlyBytes({ (0x21...0x7e).contains($0) && $0 != UInt8(ascii: "#") })
        else { throw .target }
    }

    /// Of the characters of uri-host and port (RFC 9112 section 3.2).
    package static func isHost(_ host: String) -> Bool {
        host.hasOnlyBytes { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: ":"):
                true
            default:
                "-_~%!$&'()*+;=[]".utf8.contains(byte)
            }
        }
    }

    /// A field that may stand once: its first value, and whether there are more.
    package struct SingleField {
        package private(set) var value: String?
        package private(set) var isRepeated = false

        package init(_ values: [String] = []) { for value in values { add(value) } }

        package mutating func add(_ value: String) {
            isRepeated = self.value != nil
            self.value = self.value ?? value
        }
    }

    /// One length, stated once, in the one way that cannot be read otherwise (RFC 9112 section 6).
    ///
    /// - Parameters:
    ///   - length: `Content-Length`.
    ///   - coding: `Transfer-Encoding`.
    ///   - knowsChunked: Whether the version of HTTP has chunks.
    package static func bodyLength(
        _ length: SingleField, _ coding: SingleField, knowsChunked: Bool = true
    ) throws(UnreadableRequest) -> BodyLength {
        if let value = coding.value {
            guard !coding.isRepeated, value.lowercased() == "chunked", length.value == nil, knowsChunked
            else { throw .framing }
            return .chunked
        }
        guard let value = length.value else { return .none }
        guard !length.isRepeated, !value.isEmpty,
            value.hasOnlyBytes({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), let bytes = Int(value)
        else { throw .framing }
        return bytes == 0 ? .none : .known(bytes)
    }

    /// The one expectation that can be met is 100 (RFC 9110 section 10.1.1).
    package static func checkExpectations(_ expectations: [String]) throws(UnreadableRequest) {
        guard expectations.allSatisfy({ $0.lowercased() == "100-continue" }) else { throw .expectation }
    }
}
