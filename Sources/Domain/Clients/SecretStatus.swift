/// What an operator is told of a secret: enough to know which it is and whether it is still needed, never the secret and
/// never its hash.
public struct SecretStatus: Hashable, Sendable {
    /// Whether a secret is good.
    public enum State: String, Hashable, Sendable {
        /// It is.
        case live
        /// Its time is over.
        case expired
        /// It was ended by hand: retired, or replaced.
        case retired
    }

    /// The secret's ID within its client.
    public let id: String
    /// Its last four characters; `nil` where they are not known.
    public let hint: SecretHint?
    /// When it was made.
    public let created: Timestamp
    /// From when on it is no longer good; `nil`: no such moment was set.
    public let expires: Timestamp?
    /// The hour in which it was last used; `nil`: it was not, or that is not noted yet.
    public let lastUsed: Timestamp?
    /// How often it was used.
    public let useCount: Int
    /// Whether it is good.
    public let state: State
    /// It lives, and was not used since a newer one that lives was first used.
    public let isSafeToRetire: Bool
}

extension SecretStatus {
    /// The state of each of a client's secrets, oldest first.
    ///
    /// - Parameters:
    ///   - client: The client.
    ///   - usage: What was noted of its secrets, by their IDs.
    ///   - now: The moment at which they live or don't.
    public static func all(of client: Client, usage: [String: SecretUsage], at now: Timestamp) -> [SecretStatus] {
        client.secrets.indices.map { place in
            let secret = client.secrets[place]
            let own = usage[secret.id]
            let isLive = secret.isLive(at: now)
            let isSuperseded = client.secrets[place...].dropFirst().contains { newer in
                guard newer.isLive(at: now), let first = usage[newer.id]?.first else { return false }
                return own.map { $0.last < first } ?? true
            }
            return SecretStatus(
                id: secret.id, hint: secret.hint, created: secret.created, expires: secret.expires,
                lastUsed: own?.last.hour, useCount: own?.count ?? 0,
                state: isLive ? .live : secret.ended == nil ? .expired : .retired,
                isSafeToRetire: isLive && isSuperseded)
        }
    }
}
