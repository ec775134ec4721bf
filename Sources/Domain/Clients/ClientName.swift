/// What people call a client: 1 to 256 bytes of UTF-8 without control characters.
public struct ClientName: Hashable, Sendable, CustomStringConvertible {
    /// The name.
    public let description: String

    /// Reads a name; `nil` where it is empty, blank, longer than 256 bytes or holds a control character.
    public init?(parsing text: String) {
        guard (1...256).contains(text.utf8.count), !text.allSatisfy(\.isWhitespace),
            !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }),
            !text.unicodeScalars.contains(where: { $0 == "\u{2028}" || $0 == "\u{2029}" })
        else { return nil }
        description = text
    }
}
