import SteelcutDomain

/// base64 with padding (RFC 4648 section 4), strict: one text for one value.
enum Base64 {
    /// The bytes that `text` stands for; `nil` where it is empty, a character is outside the alphabet, the padding is not
    /// exactly what the length asks for, or unused bits are not zero.
    static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard !text.isEmpty, text.count % 4 == 0 else { return nil }
        var characters = Array(text)
        if characters.last == UInt8(ascii: "=") { characters.removeLast() }
        if characters.last == UInt8(ascii: "=") { characters.removeLast() }
        for (index, character) in characters.enumerated() {
            switch character {
            case UInt8(ascii: "+"): characters[index] = UInt8(ascii: "-")
            case UInt8(ascii: "/"): characters[index] = UInt8(ascii: "_")
            case UInt8(ascii: "-"), UInt8(ascii: "_"): return nil
            default: continue
            }
        }
        return Base64URL.decode(characters)
    }
}
