/// Makes foreign text fit for one line of a terminal.
enum Printable {
    /// The text with everything but printable ASCII and ordinary letters beyond it escaped, at most 4096 characters.
    static func oneLine(_ text: String) -> String {
        var line = ""
        for scalar in text.unicodeScalars.prefix(4096) {
            if isHarmless(scalar) {
                line.unicodeScalars.append(scalar)
            } else {
                line += "\\u{\(String(scalar.value, radix: 16))}"
            }
        }
        return line
    }

    /// The text cut after 64 characters.
    static func brief(_ text: String) -> String { text.count > 64 ? text.prefix(64) + "…" : text }

    /// The text in quotation marks, cut after 64 characters.
    static func quoted(_ text: String) -> String {
        "\"\(oneLine(brief(text)))\""
    }

    /// Whether the text holds a control character (NUL would cut it short in every C call).
    static func hasControlCharacters(_ text: String) -> Bool {
        text.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }

    /// Whether a character neither moves the cursor nor hides or reorders text.
    static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
        default: true
        }
    }
}
