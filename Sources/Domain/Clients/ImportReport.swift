/// What became of each row of an import, or would become of it.
public struct ImportReport: Sendable {
    /// One row.
    public struct Entry: Hashable, Sendable {
        /// The row's `client_id`, cut where it is too long for one; `nil` where the row has none.
        public let id: String?
        /// What became of it.
        public let outcome: Outcome
    }

    /// What became of a row.
    public enum Outcome: Hashable, Sendable {
        /// There is a client of it now.
        case imported
        /// There was one before, as the row has it.
        case unchanged
        /// There is a client of this ID that the row does not describe; it stays as it is.
        case differs([Difference])
        /// No client can be made of it.
        case refused(ImportRefusal)
    }

    /// A column that says something else than the client of its ID.
    public enum Difference: String, Hashable, Sendable {
        /// The client may use other grants.
        case grantType = "grant_type"
        /// Its tokens are for something else.
        case resource
        /// It has another secret.
        case secret = "client_secret"
    }

    /// The rows in the order of their IDs' bytes, those without an ID first.
    public let entries: [Entry]

    /// How many rows became what `isMeant` says.
    public func count(where isMeant: (Outcome) -> Bool) -> Int { entries.count { isMeant($0.outcome) } }

    /// Whether every row stands in the store as the table has it.
    public var isComplete: Bool {
        entries.allSatisfy { $0.outcome == .imported || $0.outcome == .unchanged }
    }
}

/// Why no client can be made of a row.
public enum ImportRefusal: String, Error, Hashable, Sendable {
    /// No ID, or one that no client can have.
    case clientID = "client_id is not 1 to 512 printable ASCII characters"
    /// Which row is meant nobody knows.
    case duplicate = "client_id stands in more than one row"
    /// No grant, or one that is none.
    case grantType = "grant_type is not 1 to 256 printable ASCII characters without outer spaces"
    /// Something that no token can be for.
    case resource = "resource is neither a plain name nor an absolute URI without fragment"
    /// No resource, and the server names none either.
    case noResource = "resource is missing; a client needs one unless audience is set"
    /// No Argon2id hash.
    case hashForm = "client_secret is not an Argon2id hash of version 19"
    /// An Argon2id hash that would take too much memory or time, or next to none.
    case hashCost = "client_secret is an Argon2id hash whose cost is out of bounds (256 MiB, 16 passes, 16 lanes)"
}
