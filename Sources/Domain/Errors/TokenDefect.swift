/// What is wrong with a token.
///
/// Callers hear `invalid_token` and no more (RFC 6750 section 3.1); logs may say which.
public enum TokenDefect: String, Error, Hashable, Sendable {
    /// Too long, or not three parts.
    case form
    /// base64url that is not canonical.
    case encoding
    /// JSON that is not strict.
    case json
    /// `alg` missing, not allowed, or not the key's (RFC 8725 section 3.1).
    case algorithm
    /// `typ` is not that of an access token (RFC 9068 section 4).
    case type
    /// `crit` or `b64`: something that would have to be understood (RFC 7515 section 4.1.11).
    case criticalHeader
    /// No key, or more than one, fits.
    case unknownKey
    /// The signature does not match.
    case signature
    /// A claim is missing or of the wrong kind.
    case claims
    /// Issued by somebody else.
    case issuer
    /// Meant for somebody else.
    case audience
    /// No longer good.
    case expired
    /// Not yet good.
    case notYetValid
    /// Taken back by the issuer.
    case revoked
    /// A list of revocations that is older than the one that was taken last.
    case superseded
}
