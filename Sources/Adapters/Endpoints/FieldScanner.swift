/// Walks over the value of a header field, byte by byte (RFC 9110 section 5.6).
struct FieldScanner {
    private let bytes: [UInt8]
    private var position = 0

    init(_ value: String) { bytes = Array(value.utf8) }

    var isAtEnd: Bool { position >= bytes.count }

    private var next: UInt8? { isAtEnd ? nil : bytes[position] }

    /// Section 5.6.3: spaces and tabs.
    mutating func skipWhiteSpace() {
        while let byte = next, byte == 0x20 || byte == 0x09 { position += 1 }
    }

    /// Takes this byte, where it is the next.
    mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        position += 1
        return true
    }

    /// Takes bytes as long as they fit.
    mutating func take(while fits: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        let start = position
        while let byte = next, fits(byte) { position += 1 }
        return bytes[start..<position]
    }

    /// Section 5.6.2: a token; `nil`, and nothing taken, where there is none.
    mutating func token() -> String? {
        let taken = take(while: Self.isTokenCharacter)
        return taken.isEmpty ? nil : String(decoding: taken, as: UTF8.self)
    }

    /// Section 5.6.4: a quoted string, its escapes undone; `nil` where there is none that ends.
    mutating func quotedString() -> [UInt8]? {
        guard next == UInt8(ascii: "\"") else { return nil }
        var text: [UInt8] = []
        var index = position + 1
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""):
                position = index + 1
                return text
            case UInt8(ascii: "\\"):
                index += 1
                guard index < bytes.count else { return nil }
                text.append(bytes[index])
            default: text.append(bytes[index])
            }
            index += 1
        }
        return nil
    }

    private static func isTokenCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
