/// Reads `Content-Type` (RFC 9110 section 8.3.1).
struct MediaType: Sendable {
    /// Type and subtype in lower case.
    let essence: String
    /// Parameters in order, names in lower case, quotes undone.
    let parameters: [(name: String, value: [UInt8])]

    /// Whether it is a form's, in UTF-8 where it says in what; other parameters mean nothing.
    var isForm: Bool {
        essence == "application/x-www-form-urlencoded"
            && parameters.allSatisfy { name, value in
                name != "charset" || String(decoding: value, as: UTF8.self).lowercased() == "utf-8"
            }
    }

    /// Whether a field's value names a form's type; most spell it as the specification does, which is quick to see.
    static func isForm(_ value: String) -> Bool {
        value == "application/x-www-form-urlencoded" || MediaType(parsing: value)?.isForm == true
    }

    /// Reads a field's value; `nil` outside the grammar.
    init?(parsing value: String) {
        var scanner = FieldScanner(value)
        guard let type = scanner.token(), scanner.take(UInt8(ascii: "/")), let subtype = scanner.token() else {
            return nil
        }
        essence = (type + "/" + subtype).lowercased()
        var parameters: [(name: String, value: [UInt8])] = []
        scanner.skipWhiteSpace()
        while !scanner.isAtEnd {
            guard scanner.take(UInt8(ascii: ";")) else { return nil }
            scanner.skipWhiteSpace()
            // parameters = *( OWS ";" OWS [ parameter ] )
            guard let name = scanner.token() else { continue }
            guard scanner.take(UInt8(ascii: "=")) else { return nil }
            guard let value = scanner.quotedString() ?? scanner.token().map({ Array($0.utf8) }) else { return nil }
            parameters.append((name.lowercased(), value))
            scanner.skipWhiteSpace()
        }
        self.parameters = parameters
    }
}
