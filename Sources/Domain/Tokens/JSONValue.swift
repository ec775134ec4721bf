/// A value of RFC 8259.
public enum JSONValue: Hashable, Sendable {
    /// `null`
    case null
    /// `true` or `false`
    case bool(Bool)
    /// A number, as it was written.
    case number(JSONNumber)
    /// A string, its escapes undone.
    case string(String)
    /// An array.
    case array([JSONValue])
    /// An object, its members in their order, no name twice.
    case object([JSONMember])

    /// An integer.
    public static func integer(_ value: Int) -> JSONValue { .number(JSONNumber(value)) }

    /// The member of this name, names compared by their bytes; `nil` where there is none or this is no object.
    public subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        // In place: what is looked at is not copied.
        let looked = members.span
        for place in looked.indices where looked[place].name.hasSameBytes(as: name) { return looked[place].value }
        return nil
    }

    /// The string, where this is one.
    public var string: String? { if case .string(let text) = self { text } else { nil } }

    /// The number, where this is one.
    public var number: JSONNumber? { if case .number(let number) = self { number } else { nil } }

    /// The elements, where this is an array.
    public var array: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }
}

/// A name and its value in an object.
public struct JSONMember: Hashable, Sendable {
    /// The name, its escapes undone.
    public let name: String
    /// The value.
    public let value: JSONValue

    /// Puts a member together.
    public init(_ name: String, _ value: JSONValue) {
        self.name = name
        self.value = value
    }
}

/// A number of RFC 8259 section 6, kept as it was written, so that nothing is lost and nothing can overflow.
public struct JSONNumber: Hashable, Sendable {
    /// The text, in JSON's grammar.
    public let text: String

    /// An integer.
    public init(_ value: Int) { text = String(value) }

    /// A number that a reader found; the caller has checked the grammar.
    init(checked text: String) { self.text = text }

    /// The value, where it is an integer that `Int` holds exactly (`1.0` and `1e3` are).
    public var integer: Int? {
        if let integer = Int(text) { return integer }
        // Not `Int(exactly:)`: compiled without optimisation it calls libm, which a program of this module alone, that
        // imports no C library, is not linked with.
        guard let value = Double(text), (-0x1p63..<0x1p63).contains(value), Double(Int64(value)) == value else {
            return nil
        }
        return Int(exactly: Int64(value))
    }

    /// The moment, read as a NumericDate (RFC 7519 section 2), fractions included; `nil` outside the years 1970 to 9999.
    public var numericDate: Timestamp? {
        // Nearly all are whole seconds.
        if let seconds = Int(text) {
            return (0..<253_402_300_800).contains(seconds) ? Timestamp(seconds: seconds) : nil
        }
        guard let value = Double(text), (0..<253_402_300_800).contains(value) else { return nil }
        return Timestamp(microseconds: Int64(value * 1_000_000))
    }
}
