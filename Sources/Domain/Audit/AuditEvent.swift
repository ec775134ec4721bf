/// One event of the audit trail, in its place: it carries the hash of the one before.
public struct AuditEvent: Hashable, Sendable {
    /// Its number, from 1 without gaps.
    public let sequence: Int64
    /// When it happened.
    public let time: Timestamp
    /// Who acted.
    public let actor: String
    /// What was done, an `AuditAction` or what a later program calls it.
    public let name: String
    /// To what, and how: a JSON object as it was written.
    public let detail: String
    /// The hash of the event before; that of `AuditHead.origin` for the first.
    public let previousHash: [UInt8]
    /// The hash of all of this, as `AuditChain` makes it.
    public let hash: [UInt8]

    /// Puts an event together, as a store has kept it.
    public init(
        sequence: Int64, time: Timestamp, actor: String, name: String, detail: String, previousHash: [UInt8],
        hash: [UInt8]
    ) {
        self.sequence = sequence
        self.time = time
        self.actor = actor
        self.name = name
        self.detail = detail
        self.previousHash = previousHash
        self.hash = hash
    }

    /// What is known of the trail once this event is its last.
    public var head: AuditHead { AuditHead(sequence: sequence, hash: hash) }
}

/// Where a trail ends: what vouches for its last event vouches for all of them.
public struct AuditHead: Hashable, Sendable {
    /// The number of the last event; 0: there is none.
    public let sequence: Int64
    /// Its hash.
    public let hash: [UInt8]

    /// Puts a head together.
    public init(sequence: Int64, hash: [UInt8]) {
        self.sequence = sequence
        self.hash = hash
    }

    /// The head of a trail without events: 32 zero bytes stand for the hash.
    public static let origin = AuditHead(sequence: 0, hash: [UInt8](repeating: 0, count: 32))
}
