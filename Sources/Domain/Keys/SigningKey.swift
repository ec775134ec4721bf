/// What everybody may know of a signing key: its public half and its times.
///
/// Its state is read off these and a clock.
public struct SigningKeyRecord: Hashable, Sendable {
    /// The public key; it has a `keyID`.
    public let publicKey: JSONWebKey
    /// Its thumbprint (RFC 7638).
    public let keyID: KeyID
    /// When it was made, and published with that.
    public let created: Timestamp
    /// From when on it signs.
    public let signsFrom: Timestamp
    /// When it was ended by hand; `nil`: it was not.
    public var ended: Timestamp?

    /// Puts a record together; `nil` where the public key has no name.
    public init?(publicKey: JSONWebKey, created: Timestamp, signsFrom: Timestamp, ended: Timestamp? = nil) {
        guard let keyID = publicKey.keyID else { return nil }
        self.publicKey = publicKey
        self.keyID = keyID
        self.created = created
        self.signsFrom = signsFrom
        self.ended = ended
    }
}

/// A signing key with its private half.
public struct SigningKey: Sendable {
    /// The public half and the times.
    public var record: SigningKeyRecord
    /// The private half, opaque.
    public let privateKey: PrivateKey

    /// Puts a key together.
    public init(record: SigningKeyRecord, privateKey: PrivateKey) {
        self.record = record
        self.privateKey = privateKey
    }
}

/// Where a signing key stands.
public enum SigningKeyState: String, Hashable, Sendable {
    /// Published, not yet signing.
    case pending
    /// The one that signs.
    case active
    /// No longer signing; published until the last token it signed has ended.
    case retired
}
