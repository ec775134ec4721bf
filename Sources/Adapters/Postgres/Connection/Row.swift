/// One row of an answer, its columns in PostgreSQL's binary form.
struct Row: Sendable {
    let columns: [[UInt8]?]

    /// A column that is not NULL, read by `decode`.
    private func value<Value>(
        _ column: Int, _ decode: ([UInt8]) -> Value?
    ) throws(CallFailure) -> Value {
        guard let value = try optional(column, decode) else { throw .unreadable("column \(column) is NULL") }
        return value
    }

    private func optional<Value>(
        _ column: Int, _ decode: ([UInt8]) -> Value?
    ) throws(CallFailure) -> Value? {
        guard columns.indices.contains(column) else { throw .unreadable("there is no column \(column)") }
        guard let bytes = columns[column] else { return nil }
        guard let value = decode(bytes) else { throw .unreadable("column \(column) is of another form") }
        return value
    }

    func text(_ column: Int) throws(CallFailure) -> String { try value(column, Self.text) }
    func optionalText(_ column: Int) throws(CallFailure) -> String? { try optional(column, Self.text) }
    func integer(_ column: Int) throws(CallFailure) -> Int64 { try value(column, Int64.init(bigEndianBytes:)) }
    func optionalInteger(_ column: Int) throws(CallFailure) -> Int64? {
        try optional(column, Int64.init(bigEndianBytes:))
    }
    func boolean(_ column: Int) throws(CallFailure) -> Bool {
        try value(column) { $0 == [0] ? false : $0 == [1] ? true : nil }
    }
    func bytes(_ column: Int) throws(CallFailure) -> [UInt8] { try value(column) { $0 } }
    func texts(_ column: Int) throws(CallFailure) -> [String] { try value(column, Self.texts) }

    private static func text(_ bytes: [UInt8]) -> String? { String(validating: bytes, as: UTF8.self) }

    /// The counterpart of `Value.texts`; `nil` unless it is one dimension of texts without NULLs.
    private static func texts(_ bytes: [UInt8]) -> [String]? {
        var rest = bytes[...]
        func number() -> Int32? {
            defer { rest = rest.dropFirst(4) }
            return Int32(bigEndianBytes: rest.prefix(4))
        }
        guard let dimensions = number(), number() != nil, number() == Value.textOID else { return nil }
        guard dimensions == 1 else { return dimensions == 0 && rest.isEmpty ? [] : nil }
        guard let count = number(), count >= 0, number() != nil else { return nil }
        var texts: [String] = []
        for _ in 0..<count {
            guard let length = number(), length >= 0, length <= rest.count,
                let text = String(validating: rest.prefix(Int(length)), as: UTF8.self)
            else { return nil }
            texts.append(text)
            rest = rest.dropFirst(Int(length))
        }
        return rest.isEmpty ? texts : nil
    }
}

/// What a statement answered.
struct Answer: Sendable {
    /// The rows, where it returns any.
    var rows: [Row] = []
    /// How many rows it wrote or returned.
    var count = 0
    /// What was done, such as `COMMIT`.
    var tag = ""
}
