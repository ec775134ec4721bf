/// A row of another system's table of clients, unread: the columns of the Python package.
///
/// It does not show itself: a column may hold what is none of its business, a secret above all.
public struct ImportRow: Sendable, CustomStringConvertible, CustomReflectable {
    /// `grant_type`; `nil` where the column is NULL or no text.
    public let grantType: String?
    /// `client_id`, likewise.
    public let clientID: String?
    /// `client_secret`, likewise: the hash.
    public let hash: String?
    /// `resource`, likewise.
    public let resource: String?

    /// Takes a row.
    public init(grantType: String?, clientID: String?, hash: String?, resource: String?) {
        self.grantType = grantType
        self.clientID = clientID
        self.hash = hash
        self.resource = resource
    }

    /// The columns that are read, in the order of the initializer's arguments.
    public static let columns = ["grant_type", "client_id", "client_secret", "resource"]

    /// Says that there is a row, not which.
    public var description: String { "<row>" }
    /// Shows no children, so that `dump` prints nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// The name of a table, with its schema where one is named.
public struct TableName: Hashable, Sendable, CustomStringConvertible {
    /// The schema; `nil`: where the database looks by itself.
    public let schema: String?
    /// The table.
    public let table: String

    /// Reads `table` or `schema.table`, each 1 to 63 bytes without control characters; `nil` for anything else.
    ///
    /// Names are taken as they are written: upper case stays upper case, and quotation marks are part of a name.
    public init?(parsing text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let areSound = parts.allSatisfy { part in
            (1...63).contains(part.utf8.count)
                && !part.unicodeScalars.contains { $0.properties.generalCategory == .control }
        }
        guard (1...2).contains(parts.count), areSound, let table = parts.last else { return nil }
        schema = parts.count == 2 ? parts[0] : nil
        self.table = table
    }

    /// The name as it was given.
    public var description: String { schema.map { "\($0).\(table)" } ?? table }
}
