public import SteelcutDomain

/// A successful answer of a token endpoint (RFC 6749 section 5.1).
///
/// It does not show the token in descriptions, dumps or logs.
public struct TokenResponse: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The longest lifetime that is believed: ten years, in seconds.
    static let longestLifetime = 315_360_000

    /// The token.
    public let accessToken: BearerToken
    /// The kind of token as the server wrote it: `Bearer` in some case.
    public let tokenType: String
    /// How many seconds it lives from when it was answered; for one from a cache, how many are left.
    public let expiresIn: Int
    /// What it is good for; `nil` where the server did not say, which means what was asked for.
    public let scope: ScopeSet?
    /// The answer as JSON, the token in it: for whoever asked to see it.
    ///
    /// It is byte for byte the server's, but for `expires_in` of one from a cache.
    public let json: [UInt8]

    /// Reads the body of an answer.
    ///
    /// - Throws: `ClientFailure.malformedResponse`.
    init(parsing json: [UInt8]) throws(ClientFailure) {
        guard let object = try? JSONReader.read(json), case .object = object else { throw .malformedResponse(.notJSON) }
        guard let type = object["token_type"]?.string, type.lowercased() == "bearer" else {
            throw .malformedResponse(.tokenType)
        }
        guard let token = object["access_token"]?.string.flatMap(BearerToken.init(parsing:)) else {
            throw .malformedResponse(.accessToken)
        }
        guard let seconds = object["expires_in"]?.number?.integer, (1...Self.longestLifetime).contains(seconds) else {
            throw .malformedResponse(.expiresIn)
        }
        var scope: ScopeSet?
        if let stated = object["scope"] {
            guard let scopes = stated.string.flatMap(ScopeSet.init(parsing:)) else { throw .malformedResponse(.scope) }
            scope = scopes
        }
        accessToken = token
        tokenType = type
        expiresIn = seconds
        self.scope = scope
        self.json = json
    }

    /// The same answer so many seconds later; `nil` where nothing is left of it.
    func aged(by seconds: Int) -> TokenResponse? {
        guard case .object(let members)? = try? JSONReader.read(json) else { return nil }
        let left = expiresIn - seconds
        let aged = members.map { $0.name == "expires_in" ? JSONMember($0.name, .integer(left)) : $0 }
        return try? TokenResponse(parsing: JSONWriter.write(.object(aged)))
    }

    /// Says what it is, not which token is in it.
    public var description: String { "token of type \(tokenType) for \(expiresIn) s" }
    /// Says what it is, not which token is in it.
    public var debugDescription: String { description }
    /// Shows no children, so that `dump` prints nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
