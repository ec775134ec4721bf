/// One secret of a client as a store keeps it: never the secret, only its hash.
public struct StoredSecret: Hashable, Sendable {
    /// Names the secret within its client: 16 lowercase hexadecimal digits.
    public let id: String
    /// Finds the secret among its client's; `nil` for one that was imported and has another form.
    public let selector: SecretSelector?
    /// Shows people which one it is; `nil` where it is not known, as of one that was imported.
    public let hint: SecretHint?
    /// What a presented secret is checked against.
    public var hash: SecretHash
    /// When the secret was made.
    public let created: Timestamp
    /// From when on the secret is no longer good; `nil`: good until it is replaced.
    public var expires: Timestamp?
    /// When the secret was ended by hand; `nil`: it was not.
    ///
    /// An ended secret is not good whatever a server's clock says.
    public private(set) var ended: Timestamp?

    /// Puts a stored secret together.
    public init(
        id: String, selector: SecretSelector?, hint: SecretHint? = nil, hash: SecretHash, created: Timestamp,
        expires: Timestamp? = nil, ended: Timestamp? = nil
    ) {
        self.id = id
        self.selector = selector
        self.hint = hint
        self.hash = hash
        self.created = created
        self.expires = expires
        self.ended = ended
    }

    /// Whether the secret is good at `time`.
    public func isLive(at time: Timestamp) -> Bool { ended == nil && expires.map { time < $0 } ?? true }

    /// Ends the secret; one that was ended before keeps the earlier moment.
    ///
    /// It expires as well, for programs from before there was an end by hand.
    public mutating func end(at time: Timestamp) {
        guard ended == nil else { return }
        ended = time
        expires = min(expires ?? time, time)
    }
}
