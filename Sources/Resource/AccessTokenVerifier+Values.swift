public import SteelcutClient

extension AccessTokenVerifier {
    /// Where an issuer's public keys come from.
    public enum KeySource: Hashable, Sendable {
        /// From where the issuer's metadata says (RFC 8414 section 2).
        case metadata
        /// From this URL.
        case url(String)
        /// From this file, a JWKS (RFC 7517 section 5).
        case file(String)
    }

    /// Whether and how is heard of what the issuer takes back before it ends.
    public enum Revocations: Hashable, Sendable {
        /// Not at all: a token is good until it ends.
        case ignored
        /// By the signed list that the issuer publishes.
        ///
        /// - `url`: Where the list is. `nil`: where the issuer's metadata say, if the keys come from where these say, too;
        ///   and nowhere if the keys come from elsewhere.
        /// - `poll`: How often it is asked for, and so within what time a revocation is heard of.
        /// - `stale`: What becomes of tokens while it can't be had.
        case followed(
            url: String? = nil, poll: Duration = .seconds(5),
            stale: RemoteRevocationList.Stale = .refuse(after: .seconds(600)))
    }

    /// Whether tokens can be checked.
    public enum Health: String, Hashable, Sendable {
        /// There are keys, and what is revoked is known where it is followed.
        case ok
        /// There are, but the last attempt to fetch one of them again failed: it may be old. Where the list of revocations
        /// was not had for too long, tokens are answered with `BearerError.revocationsUnavailable`.
        case degraded
        /// There are no keys yet, or no list of revocations: every token is answered with `BearerError.keysUnavailable` or
        /// `.revocationsUnavailable`.
        case unavailable
    }

    /// Why a verifier can't be made.
    public enum SetupError: Error, Hashable, Sendable, CustomStringConvertible {
        /// The issuer is no http(s) URL, or has a query, a fragment or a user.
        case invalidIssuer
        /// The audience is neither a name nor an absolute URI.
        case invalidAudience
        /// The scope is outside the grammar of RFC 6749 section 3.3.
        case invalidScope
        /// The keys' place may not be asked: `.invalidURL` or `.insecureURL`.
        case keyURL(ClientFailure)
        /// The place of the list of revocations may not be asked: `.invalidURL` or `.insecureURL`.
        case revocationsURL(ClientFailure)
        /// The key file can't be used.
        case keyFile(FileKeySet.Failure)

        /// What is wrong, and what would do.
        public var description: String {
            switch self {
            case .invalidIssuer: "the issuer is not an http(s) URL without query, fragment and user"
            case .invalidAudience: "the audience is neither a name nor an absolute URI"
            case .invalidScope: "the scope is malformed; give scopes with one space between them"
            case .keyURL(let failure): "the issuer's keys: \(failure)"
            case .revocationsURL(let failure): "the issuer's revocations: \(failure)"
            case .keyFile(let failure): failure.description
            }
        }
    }
}
