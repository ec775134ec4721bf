/// The few kinds of DER (X.690) that keys and signatures are made of.
enum DER {
    /// Identifier octets.
    enum Tag: UInt8 {
        case integer = 0x02
        case bitString = 0x03
        case octetString = 0x04
        case objectIdentifier = 0x06
        case sequence = 0x30
    }

    /// A value of any content below 64 KiB, which is all that keys need.
    static func encode(_ tag: Tag, _ content: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(4 + content.count)
        appendHead(tag, length: content.count, to: &bytes)
        bytes += content
        return bytes
    }

    /// A number of big-endian bytes, in as few as hold it and its sign (section 8.3.2).
    static func encode(unsigned number: some Collection<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        append(unsigned: number, to: &bytes)
        return bytes
    }

    /// The same, appended.
    static func append(unsigned number: some Collection<UInt8>, to bytes: inout [UInt8]) {
        let digits = number.drop { $0 == 0 }
        let needsZero = digits.first.map { $0 >= 0x80 } ?? true
        appendHead(.integer, length: digits.count + (needsZero ? 1 : 0), to: &bytes)
        if needsZero { bytes.append(0) }
        bytes += digits
    }

    /// Identifier and length octets (sections 8.1.2, 8.1.3 and 10.1).
    private static func appendHead(_ tag: Tag, length: Int, to bytes: inout [UInt8]) {
        bytes.append(tag.rawValue)
        switch length {
        case ..<0x80: break
        case ..<0x100: bytes.append(0x81)
        default:
            bytes.append(0x82)
            bytes.append(UInt8(truncatingIfNeeded: length >> 8))
        }
        bytes.append(UInt8(truncatingIfNeeded: length))
    }
}

/// Takes DER apart, value by value; whatever is not DER is `nil`.
struct DERReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    /// Whether everything has been read.
    var isAtEnd: Bool { rest.isEmpty }

    /// Whether the next value is of this kind.
    func isNext(_ tag: DER.Tag) -> Bool { rest.first == tag.rawValue }

    /// The content of the next value, where it is of this kind.
    mutating func read(_ tag: DER.Tag) -> ArraySlice<UInt8>? {
        guard rest.popFirst() == tag.rawValue, let length = readLength(), length <= rest.count else { return nil }
        defer { rest = rest.dropFirst(length) }
        return rest.prefix(length)
    }

    /// A reader of the next value's content, where it is of this kind.
    mutating func enter(_ tag: DER.Tag) -> DERReader? { read(tag).map { DERReader($0) } }

    /// The next value as a number that is not negative, big-endian without leading zeros.
    mutating func readUnsigned() -> ArraySlice<UInt8>? {
        guard let content = read(.integer), let first = content.first, first < 0x80 else { return nil }
        guard first == 0 else { return content }
        // Section 8.3.2: a zero in front only where the sign needs it.
        guard content.count == 1 || content.dropFirst().first.map({ $0 >= 0x80 }) == true else { return nil }
        return content.dropFirst()
    }

    /// Section 10.1: in the fewest octets; above 64 KiB there is nothing for us.
    private mutating func readLength() -> Int? {
        guard let first = rest.popFirst() else { return nil }
        switch first {
        case ..<0x80: return Int(first)
        case 0x81:
            guard let length = rest.popFirst(), length >= 0x80 else { return nil }
            return Int(length)
        case 0x82:
            guard let high = rest.popFirst(), let low = rest.popFirst(), high > 0 else { return nil }
            return Int(high) << 8 | Int(low)
        default: return nil
        }
    }
}
