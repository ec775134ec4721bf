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

    /// Whether tokens can be checked.
    public enum Health: String, Hashable, Sendable {
        /// There are keys.
        case ok
        /// There are keys, but the last attempt to fetch them again failed: they may be old.
        case degraded
        /// There are no keys yet: every token is answered with `BearerError.keysUnavailable`.
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
        /// The key file can't be used.
        case keyFile(FileKeySet.Failure)

        /// What is wrong, and what would do.
        public var description: String {
            switch self {
            case .invalidIssuer: "the issuer is not an http(s) URL without query, fragment and user"
            case .invalidAudience: "the audience is neither a name nor an absolute URI"
            case .invalidScope: "the scope is malformed; give scopes with one space between them"
            case .keyURL(let failure): "the issuer's keys: \(failure)"
            case .keyFile(let failure): failure.description
            }
        }
    }
}
