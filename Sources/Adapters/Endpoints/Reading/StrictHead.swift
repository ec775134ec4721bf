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

    /// One length, stated once, in the one way that cannot be read otherwise (RFC 9112 section 6).
    ///
    /// - Parameters:
    ///   - lengths: The values of `Content-Length`.
    ///   - codings: The values of `Transfer-Encoding`.
    ///   - knowsChunked: Whether the version of HTTP has chunks.
    package static func bodyLength(
        lengths: [String], codings: [String], knowsChunked: Bool = true
    ) throws(UnreadableRequest) -> BodyLength {
        if !codings.isEmpty {
            guard codings.count == 1, codings[0].lowercased() == "chunked", lengths.isEmpty, knowsChunked
            else { throw .framing }
            return .chunked
        }
        guard let length = lengths.first else { return .none }
        guard lengths.count == 1, !length.isEmpty,
            length.hasOnlyBytes({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), let bytes = Int(length)
        else { throw .framing }
        return bytes == 0 ? .none : .known(bytes)
    }

    /// The one expectation that can be met is 100 (RFC 9110 section 10.1.1).
    package static func checkExpectations(_ expectations: [String]) throws(UnreadableRequest) {
        guard expectations.allSatisfy({ $0.lowercased() == "100-continue" }) else { throw .expectation }
    }
}
