import SteelcutDomain

/// application/x-www-form-urlencoded, as RFC 6749 appendix B wants it.
enum FormEncoding {
    private static let digits = Array("0123456789ABCDEF".utf8)

    /// One name or value: a space becomes `+`, letters, digits and `*-._` stay, every other byte becomes `%XX`.
    static func encode(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        for byte in bytes {
            switch byte {
            case UInt8(ascii: " "): text.append(UInt8(ascii: "+"))
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2A, 0x2D, 0x2E, 0x5F: text.append(byte)
            default: text += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return text
    }

    /// A whole form, names that need no encoding before values that may.
    static func encode(_ fields: [(name: StaticString, value: [UInt8])]) -> [UInt8] {
        var form: [UInt8] = []
        for (name, value) in fields {
            if !form.isEmpty { form.append(UInt8(ascii: "&")) }
            form += Array(name.description.utf8) + [UInt8(ascii: "=")] + encode(value)
        }
        return form
    }

    /// What follows `Basic` (RFC 7617 section 2), ID and secret form-encoded within (RFC 6749 section 2.3.1).
    static func basicCredentials(id: String, secret: [UInt8]) -> String {
        let text = Base64URL.string(encode(id.utf8) + [UInt8(ascii: ":")] + encode(secret))
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        return String(text.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }) + padding
    }
}
