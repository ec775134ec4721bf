/// A bound argument in PostgreSQL's binary form: no quoting, no escapes, no text to be misread.
enum Value: Sendable {
    case text(String)
    case integer(Int64)
    case boolean(Bool)
    case bytes([UInt8])
    case texts([String])
    case integers([Int64])
    case null

    static func text(_ text: String?) -> Value { text.map(Value.text) ?? .null }
    static func integer(_ integer: Int64?) -> Value { integer.map(Value.integer) ?? .null }

    /// The bytes; `nil` for NULL.
    var encoded: [UInt8]? {
        switch self {
        case .text(let text): Array(text.utf8)
        case .integer(let integer): integer.bigEndianBytes
        case .boolean(let flag): [flag ? 1 : 0]
        case .bytes(let bytes): bytes
        case .texts(let texts): Self.array(of: Self.textOID, texts.map { Array($0.utf8) })
        case .integers(let integers): Self.array(of: Self.integerOID, integers.map(\.bigEndianBytes))
        case .null: nil
        }
    }

    /// The OID of `text` in every PostgreSQL.
    static let textOID: Int32 = 25

    /// The OID of `bigint` in every PostgreSQL.
    static let integerOID: Int32 = 20

    /// An array of one dimension (`array_send` in PostgreSQL): dimensions, whether there are NULLs, the elements' type,
    /// their number, the first index, then each with its length.
    private static func array(of type: Int32, _ elements: [[UInt8]]) -> [UInt8] {
        var bytes: [UInt8] = Int32(elements.isEmpty ? 0 : 1).bigEndianBytes + Int32(0).bigEndianBytes
        bytes += type.bigEndianBytes
        guard !elements.isEmpty else { return bytes }
        bytes += Int32(clamping: elements.count).bigEndianBytes + Int32(1).bigEndianBytes
        for element in elements { bytes += Int32(clamping: element.count).bigEndianBytes + element }
        return bytes
    }
}

extension FixedWidthInteger {
    /// The number in network byte order.
    var bigEndianBytes: [UInt8] {
        (0..<Self.bitWidth / 8).reversed().map { UInt8(truncatingIfNeeded: self >> ($0 * 8)) }
    }

    /// Reads a number in network byte order; `nil` where there are too few or too many bytes.
    init?(bigEndianBytes bytes: some Collection<UInt8>) {
        guard bytes.count == Self.bitWidth / 8 else { return nil }
        self = bytes.reduce(0) { $0 << 8 | Self(truncatingIfNeeded: $1) }
    }
}
