/// A token that was issued, and what its answer says of it.
///
/// It does not show itself in descriptions or dumps.
public struct AccessToken: Sendable, CustomStringConvertible, CustomReflectable {
    /// The bytes of the token in compact form, for the answer to the client alone.
    package let bytes: [UInt8]
    /// Its claims.
    public let claims: AccessTokenClaims
    /// How long it lives, in seconds.
    public let lifetime: TokenLifetime

    /// Puts an issued token together.
    init(bytes: [UInt8], claims: AccessTokenClaims, lifetime: TokenLifetime) {
        self.bytes = bytes
        self.claims = claims
        self.lifetime = lifetime
    }

    /// The token in compact form, for the answer to the client alone.
    public var compact: String { String(decoding: bytes, as: UTF8.self) }

    /// Says that there is a token, not which.
    public var description: String { "<access token>" }
    /// Shows no children, so that `dump` prints nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
