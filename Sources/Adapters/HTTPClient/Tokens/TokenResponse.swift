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
    /// What it is good for; `nil` where the server did not say, which means what was asked for.
    public let scope: ScopeSet?

    private let answer: [UInt8]
    private let lifetime: Int?
    private var age = 0

    /// How many seconds of its life are left, by when it was asked for; `nil` where the server did not say.
    public var expiresIn: Int? { lifetime.map { max(0, $0 - age) } }

    /// The answer as JSON, the token in it: for whoever asked to see it.
    ///
    /// It is byte for byte the server's, but for `expires_in` of one that was kept.
    public var json: [UInt8] {
        guard age > 0, let expiresIn, case .object(let members)? = try? JSONReader.read(answer) else { return answer }
        return JSONWriter.write(
            .object(members.map { $0.name == "expires_in" ? JSONMember($0.name, .integer(expiresIn)) : $0 }))
    }

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
        accessToken = token
        tokenType = type
        lifetime = try Self.lifetime(object["expires_in"])
        scope = try Self.scope(object["scope"])
        answer = json
    }

    /// RECOMMENDED, not required; what is there has to be whole seconds.
    private static func lifetime(_ value: JSONValue?) throws(ClientFailure) -> Int? {
        guard let value else { return nil }
        guard let seconds = value.number?.integer, (1...longestLifetime).contains(seconds) else {
            throw .malformedResponse(.expiresIn)
        }
        return seconds
    }

    private static func scope(_ value: JSONValue?) throws(ClientFailure) -> ScopeSet? {
        guard let value else { return nil }
        guard let scope = value.string.flatMap(ScopeSet.init(parsing:)) else { throw .malformedResponse(.scope) }
        return scope
    }

    /// The answer so many seconds after it was asked for.
    func aged(by seconds: Int) -> TokenResponse {
        var aged = self
        aged.age = seconds
        return aged
    }

    /// Says what it is, not which token is in it.
    public var description: String { "token of type \(tokenType)" + (expiresIn.map { " for \($0) s" } ?? "") }
    /// Says what it is, not which token is in it.
    public var debugDescription: String { description }
    /// Shows no children, so that `dump` prints nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
