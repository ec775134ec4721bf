/// A request about a token as it came (RFC 7662 section 2.1, RFC 7009 section 2.1): its form was in order, its values were
/// not looked at.
///
/// `token_type_hint` is not kept: there is one kind of token here, so a hint could only mislead.
public struct TokenQuery: Sendable, CustomStringConvertible, CustomReflectable {
    /// `token`; `nil` where it was missing or empty.
    public let token: String?
    /// Who asks; `nil` where nothing was presented.
    public let credentials: ClientCredentials?

    /// Puts a query together.
    public init(token: String?, credentials: ClientCredentials?) {
        self.token = token
        self.credentials = credentials
    }

    /// Says that there is a query, not about which token.
    public var description: String { "<token query>" }
    /// Shows no children, so that `dump` prints nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
