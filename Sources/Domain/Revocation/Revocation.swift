/// An order that tokens are no longer to be taken, kept until the last of them would have ended by itself.
public struct Revocation: Hashable, Sendable {
    /// Which tokens are meant.
    public enum Subject: Hashable, Sendable {
        /// The one token of this `jti` (RFC 7519 section 4.1.7).
        case token(String)
        /// The tokens of a client, whether or not it still exists.
        case client(ClientID)
        /// Whatever a key has signed.
        case key(KeyID)

        /// Reads what a store has kept; `nil` for another kind, or a name that is none of its kind.
        public init?(kind: String, name: String) {
            switch kind {
            case "token": self = .token(name)
            case "client":
                guard let id = ClientID(parsing: name) else { return nil }
                self = .client(id)
            case "key":
                guard let id = KeyID(parsing: name) else { return nil }
                self = .key(id)
            default: return nil
            }
        }

        /// `token`, `client` or `key`.
        public var kind: String {
            switch self {
            case .token: "token"
            case .client: "client"
            case .key: "key"
            }
        }

        /// The `jti`, client ID or `kid`.
        public var name: String {
            switch self {
            case .token(let id): id
            case .client(let id): id.description
            case .key(let id): id.description
            }
        }
    }

    /// Which tokens are meant.
    public let subject: Subject
    /// The cut-off: tokens with an `iat` up to this moment are meant, later ones are not.
    public let issuedUntil: Timestamp
    /// From when on no token that is meant would be taken anyway.
    public let ends: Timestamp
    /// When the order was given.
    public let created: Timestamp

    /// Puts a revocation together, as a store has kept it.
    public init(subject: Subject, issuedUntil: Timestamp, ends: Timestamp, created: Timestamp) {
        self.subject = subject
        self.issuedUntil = issuedUntil
        self.ends = ends
        self.created = created
    }

    /// One token, until it would no longer be accepted: its `exp` plus the leeway of those who check it.
    public init(of claims: AccessTokenClaims, at now: Timestamp) {
        self.init(
            subject: .token(claims.tokenID), issuedUntil: claims.issuedAt,
            ends: claims.expires.advanced(bySeconds: Leeway.seconds), created: now)
    }

    /// For how many seconds a server may go on by what it knew before a change: it hears of one within two.
    public static let propagation = 2

    /// All tokens that a client has by now, and those that it may get before every server knows that it is to have none.
    public init(ofClient id: ClientID, at now: Timestamp) {
        let cutOff = Timestamp(seconds: now.seconds).advanced(bySeconds: Self.propagation)
        self.init(
            subject: .client(id), issuedUntil: cutOff,
            ends: cutOff.advanced(bySeconds: TokenLifetime.longest + Leeway.seconds), created: now)
    }

    /// All that a key has signed: it is no longer anybody's to sign with.
    public init(ofKey id: KeyID, at now: Timestamp) {
        self.init(
            subject: .key(id), issuedUntil: Timestamp(microseconds: .max),
            ends: now.advanced(bySeconds: KeySchedule.verifiesAfter), created: now)
    }
}
