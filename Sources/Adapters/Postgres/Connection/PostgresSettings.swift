internal import CSteelcutPQ

/// How to reach a PostgreSQL database.
///
/// It does not show its password.
public struct PostgresSettings: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Why a connection string can't be used; it does not repeat any of it, for a part may be a password.
    public enum Defect: String, Error, Hashable, Sendable {
        /// It holds a control character.
        case controlCharacter = "the connection string holds a control character"
        /// libpq can't read it, or knows an option of it not.
        case malformed = "the connection string is malformed, or names an option that libpq does not know"
        /// The host or database holds an at sign: most likely one that stands in the password.
        case strayAtSign =
            "the connection string's host or database holds '@'; write @, / and : in a password as %40, %2F and %3A"
        /// A port is not a number from 1 to 65535.
        case port = "the connection string's port is not a number from 1 to 65535"
    }

    /// The options as libpq knows them, in their order, those that were given only.
    let options: [(keyword: String, value: String)]

    /// The longest wait of one call.
    public let timeout: Duration

    /// How many connections are held.
    public let connections: Int

    /// Reads a libpq connection string: a `postgresql://` URL or `keyword=value` pairs.
    ///
    /// What it leaves out comes from `PG*` variables, the service file and `.pgpass` when connecting.
    ///
    /// - Parameters:
    ///   - connectionString: The string; empty leaves everything to the environment.
    ///   - timeout: The longest wait of one call, connections to be had included (`database.timeout`).
    ///   - connections: How many connections are held, 1 or more.
    /// - Throws: `Defect`.
    public init(
        connectionString: String, timeout: Duration = .seconds(2), connections: Int = 4
    ) throws(Defect) {
        guard !connectionString.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
            throw .controlCharacter
        }
        guard let options = Self.parse(connectionString) else { throw .malformed }
        for option in options {
            switch option.keyword {
            case "host", "dbname":
                guard !option.value.dropFirst().contains("@") else { throw .strayAtSign }
            case "port":
                let ports = option.value.split(separator: ",", omittingEmptySubsequences: true)
                guard ports.allSatisfy({ Int($0).map((1...65_535).contains) ?? false }) else { throw .port }
            default: break
            }
        }
        self.options = options
        self.timeout = timeout
        self.connections = max(1, connections)
    }

    /// libpq's message is not used: it quotes what it stumbled over.
    private static func parse(_ text: String) -> [(keyword: String, value: String)]? {
        var message: UnsafeMutablePointer<CChar>?
        let parsed = unsafe PQconninfoParse(text, &message)
        unsafe PQfreemem(message)
        guard let parsed = unsafe parsed else { return nil }
        defer { unsafe PQconninfoFree(parsed) }
        return unsafe given(parsed)
    }

    /// Shows no options.
    public var description: String { "<postgresql settings>" }
    /// Shows no options.
    public var debugDescription: String { description }
    /// Shows no children, so that `dump` prints nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// The options of a list of libpq's that have a value.
func given(_ list: UnsafeMutablePointer<PQconninfoOption>) -> [(keyword: String, value: String)] {
    var options: [(keyword: String, value: String)] = []
    var next = unsafe list
    while let keyword = unsafe next.pointee.keyword {
        if let value = unsafe next.pointee.val {
            unsafe options.append((String(cString: keyword), String(cString: value)))
        }
        unsafe next += 1
    }
    return options
}
