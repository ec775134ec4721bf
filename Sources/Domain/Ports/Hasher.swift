extension Ports {
    /// Hashes secrets slowly, and checks them.
    ///
    /// Checks run on threads of their own, bounded in number, and what waits for them is bounded too: beyond that they are
    /// refused at once instead of piling up.
    public protocol Hasher: Sendable {
        /// The hash of a new secret at today's cost, with a salt of its own.
        ///
        /// - Throws: `HasherFailure`.
        func hash(_ secret: ClientSecret) async throws(HasherFailure) -> SecretHash

        /// Whether a presented secret is the one that was hashed.
        ///
        /// - Throws: `HasherFailure.saturated` and `.throttled` where it was not looked at, `.unusableHash` where what is
        ///   stored can't be used.
        func verify(_ check: SecretCheck) async throws(HasherFailure) -> Bool

        /// A hash that no secret fits: what a secret of an unknown client is checked against, so that the answer takes as
        /// long as for a known one.
        ///
        /// At today's cost, or at one that clients have who might be asked for by such an ID.
        func decoy(for presentedID: String) -> SecretHash

        /// A hash that no secret fits and that costs what `hash` costs; today's cost where there is none: what a secret
        /// of a known client is checked against that may not get in.
        func decoy(insteadOf hash: SecretHash?) -> SecretHash

        /// Whether a hash is of another cost than today's.
        func isOutdated(_ hash: SecretHash) -> Bool
    }
}

extension Ports.Hasher {
    /// The decoy of an unknown client, for hashers that have one cost only.
    public func decoy(insteadOf hash: SecretHash?) -> SecretHash { decoy(for: "") }
}

/// One check of a presented secret.
public struct SecretCheck: Sendable {
    /// Whom a check may make wait.
    public enum Lane: Sendable {
        /// The secret's selector names a live secret of the client: hardly anybody without the secret can do that.
        ///
        /// Never throttled, never behind the others.
        case named
        /// Everything else.
        case unnamed
    }

    /// The `client_id` as it was presented, known or not.
    public let presentedID: String
    /// The secret as it was presented.
    public let secret: ClientSecret
    /// What it is checked against.
    public let hash: SecretHash
    /// Whom the check may make wait.
    public let lane: Lane
    /// The client and its secret whose hash this is; `nil` for a decoy.
    public let owner: Owner?

    /// A stored secret of a client.
    public struct Owner: Hashable, Sendable {
        /// The client.
        public let client: ClientID
        /// The secret's ID within it.
        public let secretID: String

        /// Puts an owner together.
        public init(client: ClientID, secretID: String) {
            self.client = client
            self.secretID = secretID
        }
    }

    /// Puts a check together.
    public init(presentedID: String, secret: ClientSecret, hash: SecretHash, lane: Lane, owner: Owner?) {
        self.presentedID = presentedID
        self.secret = secret
        self.hash = hash
        self.lane = lane
        self.owner = owner
    }
}
