/// Keeps foreign text from ending a line, moving a cursor or hiding what stands beside it.
///
/// Control characters (C0, DEL, C1), line and paragraph separators, and format characters, which reorder or hide text,
/// are written as JSON writes them (RFC 8259 section 7).
enum Escape {
    /// Text for a line for people.
    static func text(_ text: String) -> String { escape(text, quotes: false) }

    /// A JSON string, quotation marks included.
    static func quoted(_ text: String) -> String { "\"\(escape(text, quotes: true))\"" }

    private static func escape(_ text: String, quotes: Bool) -> String {
        var escaped = ""
        escaped.reserveCapacity(text.utf8.count + 16)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"" where quotes: escaped += "\\\""
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            case "\r": escaped += "\\r"
            case "\t": escaped += "\\t"
            case " "..."~": escaped.unicodeScalars.append(scalar)
            case _ where isHarmless(scalar): escaped.unicodeScalars.append(scalar)
            default: escaped += scalar.utf16.map(unit).joined()
            }
        }
        return escaped
    }

    private static func unit(_ unit: UInt16) -> String {
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }

    private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
        default: true
        }
    }
}
