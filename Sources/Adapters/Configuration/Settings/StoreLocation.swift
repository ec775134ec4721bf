/// Where the store is.
public enum StoreLocation: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    /// An SQLite file.
    case sqlite(path: String)
    /// A PostgreSQL database; the connection string is libpq's, unread, and may hold a password.
    case postgres(connectionString: String)

    /// Reads `sqlite:PATH`, a URI of libpq's (`postgresql://`, `postgres://`) or its `key=value` form; `nil` for
    /// anything else.
    public init?(parsing text: String) {
        if text.hasPrefix("sqlite:") {
            let path = String(text.dropFirst("sqlite:".count))
            // SQLite's own names for a database in memory, which no second connection could see.
            guard !path.isEmpty, path != ":memory:" else { return nil }
            self = .sqlite(path: path)
            return
        }
        let isURI = text.hasPrefix("postgresql://") || text.hasPrefix("postgres://")
        guard isURI || Self.isKeyValueForm(text) else { return nil }
        self = .postgres(connectionString: text)
    }

    /// Begins with a parameter's name and an equals sign, as every such string of libpq's does.
    private static func isKeyValueForm(_ text: String) -> Bool {
        let rest = text.drop { $0 == " " }
        let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        return !name.isEmpty && rest.dropFirst(name.count).drop { $0 == " " }.hasPrefix("=")
    }

    /// The location as it is configured, a password masked.
    public var description: String {
        switch self {
        case .sqlite(let path): "sqlite:\(path)"
        case .postgres(let connectionString): PasswordMask.mask(connectionString)
        }
    }

    /// Shows the masked location alone, so that `dump` prints no password.
    public var customMirror: Mirror { Mirror(self, children: ["location": description]) }
}
