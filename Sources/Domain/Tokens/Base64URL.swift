/// base64url without padding (RFC 4648 section 5, RFC 7515 appendix C), strict: one text for one value.
public enum Base64URL {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// The value of each character, 255 for what is none.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 255, count: 256)
        for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
        return values
    }()

    /// Whether a byte is one of the 64 characters.
    @inlinable
    public static func isInAlphabet(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    /// The characters that stand for `bytes`, as ASCII.
    public static func encode(_ bytes: some Collection<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count * 4 + 2) / 3)
        append(Array(bytes), to: &text)
        return text
    }

    /// Appends the characters that stand for `bytes`.
    public static func append(_ bytes: [UInt8], to text: inout [UInt8]) {
        // Made room for at once and written by place: each append would look whether there is room.
        var place = text.count
        text.append(contentsOf: repeatElement(0, count: (bytes.count * 4 + 2) / 3))
        let (alphabet, bytes) = (alphabet.span, bytes.span)
        var text = text.mutableSpan
        var index = 0
        // Three bytes make four characters.
        while bytes.count - index >= 3 {
            let group = UInt32(bytes[index]) << 16 | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2])
            text[place] = alphabet[Int(group >> 18)]
            text[place + 1] = alphabet[Int(group >> 12 & 63)]
            text[place + 2] = alphabet[Int(group >> 6 & 63)]
            text[place + 3] = alphabet[Int(group & 63)]
            index += 3
            place += 4
        }
        switch bytes.count - index {
        case 1:
            text[place] = alphabet[Int(bytes[index] >> 2)]
            text[place + 1] = alphabet[Int(bytes[index] << 4 & 63)]
        case 2:
            let group = UInt32(bytes[index]) << 8 | UInt32(bytes[index + 1])
            text[place] = alphabet[Int(group >> 10)]
            text[place + 1] = alphabet[Int(group >> 4 & 63)]
            text[place + 2] = alphabet[Int(group << 2 & 63)]
        default: break
        }
    }

    /// The characters that stand for `bytes`, as a string.
    public static func string(_ bytes: some Collection<UInt8>) -> String {
        String(decoding: encode(bytes), as: UTF8.self)
    }

    /// The bytes that `text` stands for; `nil` where a character is outside the alphabet (padding, white space, `+` and
    /// `/` among them), the length is one that no value has, or the unused bits of the last character are not zero.
    public static func decode(_ text: some Collection<UInt8>) -> [UInt8]? { decode(Array(text)[...]) }

    /// The same of a part of an array, which needn't be copied.
    public static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard text.count % 4 != 1 else { return nil }
        let (values, text) = (values.span, text.span)
        var bytes = [UInt8](repeating: 0, count: text.count * 3 / 4)
        var result = bytes.mutableSpan
        var (index, place) = (0, 0)
        // All values in one: 255 sets the two bits that no value has.
        var union: UInt8 = 0
        // Four characters make three bytes.
        while text.count - index >= 4 {
            let (a, b, c, d) = (
                values[Int(text[index])], values[Int(text[index + 1])], values[Int(text[index + 2])],
                values[Int(text[index + 3])]
            )
            union |= a | b | c | d
            result[place] = a << 2 | b >> 4
            result[place + 1] = b << 4 | c >> 2
            result[place + 2] = c << 6 | d
            index += 4
            place += 3
        }
        // RFC 4648 section 3.5: with unused bits of any value, two texts would stand for one signature.
        switch text.count - index {
        case 2:
            let (a, b) = (values[Int(text[index])], values[Int(text[index + 1])])
            guard b & 0x0F == 0 else { return nil }
            union |= a | b
            result[place] = a << 2 | b >> 4
        case 3:
            let (a, b, c) = (values[Int(text[index])], values[Int(text[index + 1])], values[Int(text[index + 2])])
            guard c & 0x03 == 0 else { return nil }
            union |= a | b | c
            result[place] = a << 2 | b >> 4
            result[place + 1] = b << 4 | c >> 2
        default: break
        }
        return union < 64 ? bytes : nil
    }
}
