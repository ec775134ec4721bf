/// One secret of a client as a store keeps it: never the secret, only its hash.
public struct StoredSecret: Hashable, Sendable {
    /// Names the secret within its client: 16 lowercase hexadecimal digits.
    public let id: String
    /// Finds the secret among its client's; `nil` for one that was imported and has another form.
    public let selector: SecretSelector?
    /// What a presented secret is checked against.
    public var hash: SecretHash
    /// When the secret was made.
    public let created: Timestamp
    /// From when on the secret is no longer good; `nil`: good until it is replaced.
    public var expires: Timestamp?

    /// Puts a stored secret together.
    public init(id: String, selector: SecretSelector?, hash: SecretHash, created: Timestamp, expires: Timestamp? = nil)
    {
        self.id = id
        self.selector = selector
        self.hash = hash
        self.created = created
        self.expires = expires
    }

    /// Whether the secret is good at `time`.
    public func isLive(at time: Timestamp) -> Bool { expires.map { time < $0 } ?? true }
}
