/// A token that was issued, and what its answer says of it.
///
/// It does not show itself in descriptions or dumps.
public struct AccessToken: Sendable, CustomStringConvertible, CustomReflectable {
    /// The token in compact form, for the answer to the client alone.
    public let compact: String
    /// Its claims.
    public let claims: AccessTokenClaims
    /// How long it lives, in seconds.
    public let lifetime: TokenLifetime

    /// Puts an issued token together.
    init(compact: String, claims: AccessTokenClaims, lifetime: TokenLifetime) {
        self.compact = compact
        self.claims = claims
        self.lifetime = lifetime
    }

    /// Says that there is a token, not which.
    public var description: String { "<access token>" }
    /// Shows no children, so that `dump` prints nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
