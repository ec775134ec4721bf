import Logging

/// Metadata as a list: dictionaries within it become dotted names, in the order of the names.
enum FlatMetadata {
    /// A flat value.
    enum Value {
        case text(String)
        case list([String])
    }

    /// The names and values.
    static func flatten(_ metadata: Logger.Metadata, below prefix: String = "") -> [(name: String, value: Value)] {
        metadata.sorted { $0.key < $1.key }.flatMap { key, value -> [(name: String, value: Value)] in
            switch value {
            case .string(let text): [(prefix + key, .text(text))]
            case .stringConvertible(let convertible): [(prefix + key, .text(convertible.description))]
            case .array(let elements): [(prefix + key, .list(elements.map(\.description)))]
            case .dictionary(let inner): flatten(inner, below: prefix + key + ".")
            }
        }
    }
}
