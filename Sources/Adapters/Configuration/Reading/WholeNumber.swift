/// The one grammar of numbers: ASCII digits, without sign, space or exponent.
enum WholeNumber {
    /// Reads a number; `nil` outside the grammar and beyond what `Int` holds.
    static func parse(_ text: some StringProtocol) -> Int? {
        // `Int(_:)` takes a sign as well.
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(text)
    }
}
