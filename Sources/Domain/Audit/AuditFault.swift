/// The first thing that is wrong with an audit trail; events are named by their numbers.
public enum AuditFault: Hashable, Sendable {
    /// The event is not what it was.
    case altered(Int64)
    /// The event is missing.
    case removed(Int64)
    /// The event does not belong there.
    case inserted(Int64)
    /// The event stands in another place.
    case moved(Int64)
    /// Somewhere from the first to the second, events are not those that were signed: whoever changed one has made the
    /// hashes of all that follow anew.
    case rewritten(from: Int64, through: Int64)
    /// What should be a signature of the trail's head, in this event, is none by a known key, or by one that was ended in an
    /// emergency before.
    case seal(Int64)

    /// The number of the first event that is wrong.
    public var sequence: Int64 {
        switch self {
        case .altered(let number), .removed(let number), .inserted(let number), .moved(let number), .seal(let number):
            number
        case .rewritten(let first, _): first
        }
    }

    /// `altered`, `removed`, `inserted`, `moved`, `rewritten` or `seal`.
    public var kind: String {
        switch self {
        case .altered: "altered"
        case .removed: "removed"
        case .inserted: "inserted"
        case .moved: "moved"
        case .rewritten: "rewritten"
        case .seal: "seal"
        }
    }
}

/// What a check of an audit trail has found.
public struct AuditReport: Hashable, Sendable {
    /// How many events were in order, up to the first that was not.
    public let events: Int64
    /// Up to which event the trail was signed; 0: not at all.
    ///
    /// Nobody without the key can have changed that.
    public let sealedThrough: Int64
    /// The key of the last seal that holds.
    public let sealedBy: KeyID?
    /// Whether that key is one of those that the check was given; otherwise only the trail itself speaks for it.
    public let isKeyGiven: Bool
    /// The first thing that is wrong; `nil`: nothing is.
    public let fault: AuditFault?

    /// How many events follow the last signed head: whoever can write to the store could have changed them.
    public var unsealed: Int64 { events - sealedThrough }
}
