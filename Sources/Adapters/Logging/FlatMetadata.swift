import Logging

/// Metadata as a list: dictionaries within it become dotted names, in the order of the names.
enum FlatMetadata {
    /// A flat value.
    enum Value {
        case text(String)
        /// A number or a truth value, in the form in which JSON has it (RFC 8259 sections 3 and 6).
        case literal(String)
        case list([Value])
    }

    /// The names and values.
    static func flatten(_ metadata: Logger.Metadata, below prefix: String = "") -> [(name: String, value: Value)] {
        metadata.sorted { $0.key < $1.key }.flatMap { key, value -> [(name: String, value: Value)] in
            if case .dictionary(let inner) = value { return flatten(inner, below: prefix + key + ".") }
            return [(prefix + key, Self.value(of: value))]
        }
    }

    private static func value(of value: Logger.MetadataValue) -> Value {
        switch value {
        case .string(let text): .text(text)
        case .stringConvertible(let flag as Bool): .literal(flag.description)
        case .stringConvertible(let number as any BinaryInteger): .literal(number.description)
        case .stringConvertible(let number as Double) where number.isFinite: .literal(number.description)
        case .stringConvertible(let convertible): .text(convertible.description)
        case .array(let elements): .list(elements.map(Self.value))
        case .dictionary: .text(value.description)
        }
    }
}
