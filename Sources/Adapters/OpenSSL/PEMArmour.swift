import SteelcutDomain

/// The text around a key: one block of RFC 7468, whatever stands before it.
struct PEMArmour {
    /// What stands between `BEGIN` and the dashes.
    let label: String
    /// What stands between the two lines.
    private let base64: String

    private static let begin = "-----BEGIN "
    private static let end = "-----END "
    private static let dashes = "-----"

    /// A block of this label and content.
    init(label: String, content: [UInt8]) {
        self.label = label
        base64 = Self.encode(content)
    }

    /// Reads the one block of a text; `nil` where there is none, more than one, or it is cut off.
    init?(parsing bytes: [UInt8]) {
        guard bytes.count <= 1 << 16, let text = String(validating: bytes, as: UTF8.self) else { return nil }
        var lines = text.split(whereSeparator: \.isNewline).map { Self.trimmed($0) }[...]
        lines = lines.drop { !$0.hasPrefix(Self.begin) }
        guard let first = lines.popFirst(), let label = Self.label(of: first, behind: Self.begin),
            let last = lines.firstIndex(where: { $0.hasPrefix(Self.dashes) }),
            Self.label(of: lines[last], behind: Self.end) == label,
            // Of two keys in one file, nobody could say which was meant.
            !lines[(last + 1)...].contains(where: { $0.hasPrefix(Self.begin) })
        else { return nil }
        self.label = label
        base64 = lines[..<last].joined()
    }

    /// What the base64 stands for; `nil` where it is none.
    var content: [UInt8]? { Self.decode(base64) }

    /// The text, 64 characters a line.
    var text: [UInt8] {
        var lines = [Self.begin + label + Self.dashes]
        var rest = base64[...]
        while !rest.isEmpty {
            lines.append(String(rest.prefix(64)))
            rest = rest.dropFirst(64)
        }
        lines.append(Self.end + label + Self.dashes)
        return lines.flatMap { Array($0.utf8) + [UInt8(ascii: "\n")] }
    }

    private static func label(of line: Substring, behind prefix: String) -> String? {
        guard line.hasPrefix(prefix), line.hasSuffix(dashes), line.count > prefix.count + dashes.count else {
            return nil
        }
        return String(line.dropFirst(prefix.count).dropLast(dashes.count))
    }

    private static func trimmed(_ line: Substring) -> Substring {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        var line = line.drop(while: isBlank)
        while line.last.map(isBlank) == true { line.removeLast() }
        return line
    }

    /// base64 (RFC 4648 section 4) by way of base64url, whose reader is strict.
    private static func decode(_ text: String) -> [UInt8]? {
        guard text.utf8.count % 4 == 0, !text.utf8.contains(where: { $0 == 0x2D || $0 == 0x5F }) else { return nil }
        var digits = text.utf8.map { $0 == 0x2B ? 0x2D : $0 == 0x2F ? 0x5F : $0 }
        for _ in 0..<2 where digits.last == UInt8(ascii: "=") { digits.removeLast() }
        return Base64URL.decode(digits)
    }

    private static func encode(_ bytes: [UInt8]) -> String {
        let digits = Base64URL.encode(bytes).map { $0 == 0x2D ? 0x2B : $0 == 0x5F ? 0x2F : $0 }
        let padding = [UInt8](repeating: UInt8(ascii: "="), count: (4 - digits.count % 4) % 4)
        return String(decoding: digits + padding, as: UTF8.self)
    }
}
