/// Undoes the encoding of `application/x-www-form-urlencoded` (RFC 6749 appendix B), strictly.
enum FormEncoding {
    /// The text of an encoded name or value.
    ///
    /// `nil` where a percent sign lacks its two digits, where the bytes are not UTF-8 (overlong forms and surrogates
    /// included), or where there is a control character: NUL above all, which would cut the text in C.
    static func decode(_ encoded: ArraySlice<UInt8>) -> String? {
        // Nearly every text here is plain: letters, digits and the like, which stand for themselves.
        if isPlain(encoded) { return String(decoding: encoded, as: UTF8.self) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(encoded.count)
        var rest = encoded.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.next().flatMap(digit), let low = rest.next().flatMap(digit) else { return nil }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        guard let text = String(validating: bytes, as: UTF8.self),
            !text.unicodeScalars.contains(where: isControl)
        else { return nil }
        return text
    }

    /// Whether all is visible ASCII that the encoding does not use for itself.
    private static func isPlain(_ encoded: ArraySlice<UInt8>) -> Bool {
        let bytes = encoded.span
        for place in bytes.indices {
            let byte = bytes[place]
            guard byte > 0x20, byte < 0x7F, byte != UInt8(ascii: "+"), byte != UInt8(ascii: "%") else { return false }
        }
        return true
    }

    /// Unicode's general category Cc: C0, DEL and C1.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
