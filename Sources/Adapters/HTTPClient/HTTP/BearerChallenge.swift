import NIOHTTP1

/// The `Bearer` challenge of a `WWW-Authenticate` header (RFC 9110 section 11.6.1, RFC 6750 section 3).
struct BearerChallenge {
    private var parameters: [String: String] = [:]

    var error: String? { parameters["error"] }
    var description: String? { parameters["error_description"] }

    /// Finds the challenge among all that the answer has; `nil` where there is none or the header is malformed.
    init?(of answer: HTTPAnswer) {
        for value in answer.headers["WWW-Authenticate"] {
            var scanner = Scanner(rest: Array(value.utf8)[...])
            if let found = scanner.parameters(ofScheme: "bearer") {
                parameters = found
                return
            }
        }
        return nil
    }

    /// Reads `#challenge`: a scheme, then parameters with commas between them, one of which may begin a new challenge.
    private struct Scanner {
        var rest: ArraySlice<UInt8>

        mutating func parameters(ofScheme wanted: String) -> [String: String]? {
            var scheme = ""
            var found: [String: String]?
            while true {
                skip(" \t,")
                guard !rest.isEmpty else { return found }
                guard let word = token() else { return nil }
                skip(" \t")
                guard rest.first == UInt8(ascii: "=") else {
                    // No parameter: a scheme begins.
                    if found != nil { return found }
                    scheme = word.lowercased()
                    if scheme == wanted { found = [:] }
                    continue
                }
                // More than one, and nothing behind: the padding of another scheme's token68.
                skip("= \t")
                guard let value = rest.first == UInt8(ascii: "\"") ? quoted() : token() ?? "" else { return nil }
                if found != nil, scheme == wanted { found?[word.lowercased()] = value }
            }
        }

        private mutating func skip(_ bytes: String) {
            rest = rest.drop { bytes.utf8.contains($0) }
        }

        /// RFC 9110 section 5.6.2, and `/`, which stands in a token68.
        private mutating func token() -> String? {
            let word = rest.prefix { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                default: "!#$%&'*+-.^_`|~/".utf8.contains(byte)
                }
            }
            rest = rest.dropFirst(word.count)
            return word.isEmpty ? nil : String(decoding: word, as: UTF8.self)
        }

        /// RFC 9110 section 5.6.4.
        private mutating func quoted() -> String? {
            rest.removeFirst()
            var text: [UInt8] = []
            while let byte = rest.popFirst() {
                switch byte {
                case UInt8(ascii: "\""): return String(validating: text, as: UTF8.self)
                case UInt8(ascii: "\\"):
                    guard let escaped = rest.popFirst() else { return nil }
                    text.append(escaped)
                default: text.append(byte)
                }
            }
            return nil
        }
    }
}
