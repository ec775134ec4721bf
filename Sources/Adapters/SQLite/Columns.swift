#if SQLite
import Foundation
import GRDB
import SteelcutDomain

/// The columns of a row, which may hold anything: somebody may have made it by hand.
///
/// GRDB's own subscript ends the program where a value does not fit.
struct Columns {
    private let row: Row
    private let table: String

    init(_ row: Row, of table: String) {
        self.row = row
        self.table = table
    }

    /// What says that a column can't be read.
    func malformed(_ column: String) -> StoreFailure {
        StoreFailure(.corrupt, cause: "\(table).\(column) is malformed in a row")
    }

    private func storage(_ column: String) throws(StoreFailure) -> DatabaseValue.Storage {
        guard row.hasColumn(column) else { throw malformed(column) }
        let value: DatabaseValue = row[column]
        return value.storage
    }

    func text(_ column: String) throws(StoreFailure) -> String {
        guard case .string(let text) = try storage(column) else { throw malformed(column) }
        return text
    }

    func optionalText(_ column: String) throws(StoreFailure) -> String? {
        if case .null = try storage(column) { return nil }
        return try text(column)
    }

    func integer(_ column: String) throws(StoreFailure) -> Int64 {
        guard case .int64(let number) = try storage(column) else { throw malformed(column) }
        return number
    }

    func optionalInteger(_ column: String) throws(StoreFailure) -> Int64? {
        if case .null = try storage(column) { return nil }
        return try integer(column)
    }

    func bytes(_ column: String) throws(StoreFailure) -> [UInt8] {
        guard case .blob(let data) = try storage(column) else { throw malformed(column) }
        return Array(data)
    }

    /// A text that stands for a value.
    func value<Value>(_ column: String, _ parse: (String) -> Value?) throws(StoreFailure) -> Value {
        guard let value = parse(try text(column)) else { throw malformed(column) }
        return value
    }

    /// A JSON array of texts that stand for values.
    func list<Value>(_ column: String, _ parse: (String) -> Value?) throws(StoreFailure) -> [Value] {
        let text = try text(column)
        guard let elements = (try? JSONReader.read(Array(text.utf8), maximumSize: .max))?.array else {
            throw malformed(column)
        }
        let values = elements.compactMap { $0.string.flatMap(parse) }
        guard values.count == elements.count else { throw malformed(column) }
        return values
    }
}

/// Bytes as a value to bind.
func blob(_ bytes: [UInt8]) -> Data { Data(bytes) }

/// Texts as a JSON array.
func jsonArray(_ elements: some Sequence<some CustomStringConvertible>) -> String {
    String(decoding: JSONWriter.write(.array(elements.map { .string($0.description) })), as: UTF8.self)
}
#endif
