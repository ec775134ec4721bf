/// A strict reader of RFC 8259 over UTF-8 bytes.
///
/// Refused beyond the grammar: a byte order mark, a member name twice (RFC 7515 section 4, RFC 7519 section 4), text
/// that is not UTF-8, a lone surrogate, U+0000 in a string, and nesting beyond a bound. Foundation's decoder accepts
/// several of these, which makes one token mean two things to two readers.
public struct JSONReader {
    /// How many members most objects have at most: a token's claims.
    private static let usual = 8

    private let bytes: [UInt8]
    private var position = 0
    private let maximumDepth: Int

    /// Reads one value with nothing but white space around it.
    ///
    /// - Parameters:
    ///   - bytes: The text.
    ///   - maximumDepth: How many arrays and objects may stand within each other.
    ///   - maximumSize: How many bytes the text may have.
    /// - Throws: `Failure` with the first reason met.
    public static func read(
        _ bytes: [UInt8], maximumDepth: Int = 16, maximumSize: Int = 1 << 20
    ) throws(Failure) -> JSONValue {
        guard bytes.count <= maximumSize else { throw Failure(reason: .size, offset: maximumSize) }
        var reader = JSONReader(bytes: bytes, maximumDepth: maximumDepth)
        let value = try reader.value(depth: 0)
        reader.skipWhiteSpace()
        guard reader.position == bytes.count else { throw reader.failure(.trailing) }
        return value
    }

    private init(bytes: [UInt8], maximumDepth: Int) {
        self.bytes = bytes
        self.maximumDepth = maximumDepth
    }

    private func failure(_ reason: StaticReason) -> Failure { Failure(reason: reason, offset: position) }

    private func peek() throws(Failure) -> UInt8 {
        guard position < bytes.count else { throw failure(.truncated) }
        return bytes[position]
    }

    private mutating func skipWhiteSpace() {
        while position < bytes.count, Self.isWhiteSpace(bytes[position]) { position += 1 }
    }

    private static func isWhiteSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    private mutating func expect(_ byte: UInt8) throws(Failure) {
        guard try peek() == byte else { throw failure(.unexpected) }
        position += 1
    }

    private mutating func value(depth: Int) throws(Failure) -> JSONValue {
        skipWhiteSpace()
        switch try peek() {
        case UInt8(ascii: "{"): return .object(try object(depth: depth + 1))
        case UInt8(ascii: "["): return .array(try array(depth: depth + 1))
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .number(try number())
        }
    }

    private mutating func word(_ text: StaticString, _ value: JSONValue) throws(Failure) -> JSONValue {
        for byte in text.description.utf8 { try expect(byte) }
        return value
    }

    private mutating func object(depth: Int) throws(Failure) -> [JSONMember] {
        guard depth <= maximumDepth else { throw failure(.depth) }
        try expect(UInt8(ascii: "{"))
        skipWhiteSpace()
        if try peek() == UInt8(ascii: "}") {
            position += 1
            return []
        }
        var members: [JSONMember] = []
        members.reserveCapacity(Self.usual)
        var names = DistinctNames(expecting: Self.usual)
        while true {
            skipWhiteSpace()
            let name = try string()
            guard names.insert(name) else { throw failure(.duplicate) }
            skipWhiteSpace()
            try expect(UInt8(ascii: ":"))
            members.append(JSONMember(name, try value(depth: depth)))
            skipWhiteSpace()
            if try peek() == UInt8(ascii: "}") { break }
            try expect(UInt8(ascii: ","))
        }
        position += 1
        return members
    }

    private mutating func array(depth: Int) throws(Failure) -> [JSONValue] {
        guard depth <= maximumDepth else { throw failure(.depth) }
        try expect(UInt8(ascii: "["))
        var elements: [JSONValue] = []
        skipWhiteSpace()
        if try peek() == UInt8(ascii: "]") {
            position += 1
            return elements
        }
        while true {
            elements.append(try value(depth: depth))
            skipWhiteSpace()
            if try peek() == UInt8(ascii: "]") { break }
            try expect(UInt8(ascii: ","))
        }
        position += 1
        return elements
    }

    private mutating func number() throws(Failure) -> JSONNumber {
        let start = position
        if try peek() == UInt8(ascii: "-") { position += 1 }
        if try peek() == UInt8(ascii: "0") { position += 1 } else { try digits() }
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            position += 1
            try digits()
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(try peek()) { position += 1 }
            try digits()
        }
        return JSONNumber(checked: String(decoding: bytes[start..<position], as: UTF8.self))
    }

    private mutating func digits() throws(Failure) {
        guard (0x30...0x39).contains(try peek()) else { throw failure(.unexpected) }
        while position < bytes.count, (0x30...0x39).contains(bytes[position]) { position += 1 }
    }

    private mutating func string() throws(Failure) -> String {
        try expect(UInt8(ascii: "\""))
        var text: [UInt8] = []
        while true {
            let start = position
            let end = endOfPlain(from: start)
            position = end
            switch try peek() {
            case UInt8(ascii: "\""):
                position += 1
                // Nearly every string is plain from end to end, and needn't be copied first.
                let string =
                    text.isEmpty
                    ? Self.string(bytes.span.extracting(start..<end))
                    : String(validating: text + bytes[start..<end], as: UTF8.self)
                guard let string else { throw failure(.text) }
                return string
            case UInt8(ascii: "\\"):
                position += 1
                text.append(contentsOf: bytes[start..<end])
                text.append(contentsOf: try escape())
            default: throw failure(.unexpected)
            }
        }
    }

    private func endOfPlain(from start: Int) -> Int {
        let bytes = bytes.span
        var place = start
        while place < bytes.count, Self.isPlain(bytes[place]) { place += 1 }
        return place
    }

    /// The text that these bytes are in UTF-8; `nil` where they are none.
    private static func string(_ bytes: Span<UInt8>) -> String? {
        guard let text = try? UTF8Span(validating: bytes) else { return nil }
        return String(copying: text)
    }

    /// What stands for itself in a string: all but quotes, backslashes and control characters.
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    /// RFC 8259 section 7, the backslash already read.
    private mutating func escape() throws(Failure) -> [UInt8] {
        let letter = try peek()
        position += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [letter]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"): return Array(String(try escapedScalar()).utf8)
        default: throw failure(.unexpected)
        }
    }

    private mutating func escapedScalar() throws(Failure) -> Character {
        let first = try hexadecimal()
        guard first != 0 else { throw failure(.text) }
        guard (0xD800..<0xDC00).contains(first) else {
            guard let scalar = Unicode.Scalar(first) else { throw failure(.text) }
            return Character(scalar)
        }
        guard try peek() == UInt8(ascii: "\\") else { throw failure(.text) }
        position += 1
        guard try peek() == UInt8(ascii: "u") else { throw failure(.text) }
        position += 1
        let second = try hexadecimal()
        guard (0xDC00..<0xE000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw failure(.text) }
        return Character(scalar)
    }

    private mutating func hexadecimal() throws(Failure) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(try peek())).hexDigitValue else { throw failure(.unexpected) }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        return value
    }
}
