/// One scope token (RFC 6749 section 3.3): 1 to 256 bytes of `%x21 / %x23-5B / %x5D-7E`.
public struct Scope: Hashable, Sendable, CustomStringConvertible {
    /// The token.
    public let description: String

    /// Reads one scope token; `nil` outside the grammar.
    public init?(parsing text: String) {
        guard (1...256).contains(text.utf8.count),
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C })
        else { return nil }
        description = text
    }
}
