/// What has happened, before it has its place in the audit trail.
///
/// No secret, hash, token or private key belongs into it: whoever may read the trail reads it.
public struct AuditEntry: Hashable, Sendable {
    /// When.
    public let time: Timestamp
    /// Who acted.
    public let actor: AuditActor
    /// What was done.
    public let action: AuditAction
    /// To what, and how: a JSON object.
    public let detail: String

    /// Puts an entry together.
    public init(at time: Timestamp, by actor: AuditActor, _ action: AuditAction, _ detail: [JSONMember]) {
        self.time = time
        self.actor = actor
        self.action = action
        self.detail = String(decoding: JSONWriter.write(.object(detail)), as: UTF8.self)
    }
}

/// Who has acted.
public enum AuditActor: Hashable, Sendable, CustomStringConvertible {
    /// A user of the operating system, by number and, where the number has one, by name.
    case user(UInt32, name: String?)
    /// A client that has authenticated.
    case client(ClientID)
    /// A server of its own accord, such as when it rotates keys.
    case server

    /// `user:NAME(UID)`, `client:ID` or `server`.
    public var description: String {
        switch self {
        case .user(let id, let name?): "user:\(name)(\(id))"
        case .user(let id, nil): "user:\(id)"
        case .client(let id): "client:\(id)"
        case .server: "server"
        }
    }
}

/// What is done that the audit trail tells of.
public enum AuditAction: String, Hashable, Sendable, CaseIterable {
    /// A client was registered.
    case clientAdded = "client.added"
    /// What a client may do was changed.
    case clientUpdated = "client.updated"
    /// A client got a secret in the place of those it had.
    case secretReplaced = "client.secret-replaced"
    /// A client got a further secret.
    case secretAdded = "client.secret-added"
    /// A secret of a client was ended.
    case secretRetired = "client.secret-retired"
    /// A client gets no tokens any more.
    case clientDisabled = "client.disabled"
    /// A client gets tokens again.
    case clientEnabled = "client.enabled"
    /// A client was removed.
    case clientRemoved = "client.removed"
    /// Clients of the Python package were taken over.
    case clientsImported = "client.imported"
    /// Checks of secrets were refused because the client had failed too often: one event for many.
    case clientLockedOut = "client.locked-out"
    /// A signing key was made.
    case keyGenerated = "key.generated"
    /// A signing key was made that takes over from the active one.
    case keyRotated = "key.rotated"
    /// A key was made that signs at once, and the others were ended with all that they have signed.
    case keysReplaced = "key.emergency-rotated"
    /// A pending key was ended.
    case keyRetired = "key.retired"
    /// A key was taken over from another keyring.
    case keyImported = "key.imported"
    /// The keyring was put under another passphrase.
    case keyringResealed = "keyring.resealed"
    /// A token was taken back; where a client takes back very many, one event for the rest.
    case tokenRevoked = "token.revoked"
    /// The head of the trail was signed.
    case trailSealed = "audit.sealed"
}
