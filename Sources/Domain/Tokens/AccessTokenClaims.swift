/// The claims of an access token (RFC 9068 section 2.2).
public struct AccessTokenClaims: Hashable, Sendable {
    /// `iss`: who issued it.
    public private(set) var issuer: String
    /// `sub`: whom it speaks for; with the client credentials grant the client itself (section 2.2).
    public let subject: String
    /// `client_id`: to whom it was issued.
    public let clientID: String
    /// `aud`: whom it is for.
    public private(set) var audience: [String]
    /// `iat`: when it was issued.
    public let issuedAt: Timestamp
    /// `exp`: from when on it is no longer good.
    public let expires: Timestamp
    /// `nbf`: from when on it is good; not written by this server.
    public let notBefore: Timestamp?
    /// `jti`: names the token.
    public let tokenID: String
    /// `scope`: what it allows; empty where it says nothing.
    public private(set) var scopes: ScopeSet

    /// Puts claims together; times are cut to whole seconds.
    public init(
        issuer: Issuer, clientID: ClientID, audience: [ResourceIdentifier], issuedAt: Timestamp,
        lifetime: TokenLifetime,
        tokenID: String, scopes: ScopeSet
    ) {
        self.issuer = issuer.description
        subject = clientID.description
        self.clientID = clientID.description
        self.audience = audience.map(\.description)
        self.issuedAt = Timestamp(seconds: issuedAt.seconds)
        expires = self.issuedAt.advanced(bySeconds: lifetime.seconds)
        notBefore = nil
        self.tokenID = tokenID
        self.scopes = scopes
    }

    /// Reads the claims of a token whose signature was checked.
    ///
    /// - Throws: `TokenDefect` where the JSON is not strict, or a claim that RFC 9068 section 2.2 requires is missing or
    ///   of another kind.
    public init(parsing payload: [UInt8]) throws(TokenDefect) {
        let claims: JSONValue
        do throws(JSONReader.Failure) {
            claims = try JSONReader.read(payload, maximumSize: CompactJWS.longest)
        } catch { throw .json }
        guard case .object = claims else { throw .json }
        issuer = try Self.text(claims["iss"])
        subject = try Self.text(claims["sub"])
        let clientID = try Self.text(claims["client_id"])
        // One text for both where they are the same, as they are here: tokens are remembered by the thousand.
        self.clientID = clientID.hasSameBytes(as: subject) ? subject : clientID
        tokenID = try Self.text(claims["jti"])
        issuedAt = try Self.time(claims["iat"])
        expires = try Self.time(claims["exp"])
        notBefore = claims["nbf"] == nil ? nil : try Self.time(claims["nbf"])
        audience = try Self.audience(claims["aud"])
        switch claims["scope"] {
        case nil: scopes = ScopeSet()
        case .string(let text)?:
            guard let set = ScopeSet(parsing: text) else { throw .claims }
            scopes = set
        default: throw .claims
        }
    }

    /// The same claims; what another token says too is in memory once for both.
    package func sharing(with other: AccessTokenClaims) -> AccessTokenClaims {
        var claims = self
        if issuer.hasSameBytes(as: other.issuer) { claims.issuer = other.issuer }
        if audience.elementsEqual(other.audience, by: { $0.hasSameBytes(as: $1) }) { claims.audience = other.audience }
        if scopes == other.scopes { claims.scopes = other.scopes }
        return claims
    }

    private static func text(_ value: JSONValue?) throws(TokenDefect) -> String {
        guard let text = value?.string, !text.isEmpty else { throw .claims }
        return text
    }

    private static func time(_ value: JSONValue?) throws(TokenDefect) -> Timestamp {
        guard let time = value?.number?.numericDate else { throw .claims }
        return time
    }

    /// RFC 7519 section 4.1.3: one string, or an array of strings.
    private static func audience(_ value: JSONValue?) throws(TokenDefect) -> [String] {
        switch value {
        case .string(let one)?: return [one]
        case .array(let several)?:
            let texts = several.compactMap(\.string)
            guard texts.count == several.count else { throw .claims }
            return texts
        default: throw .claims
        }
    }

    /// The claims as an object, in the order `iss`, `sub`, `client_id`, `aud`, `iat`, `exp`, `jti`, `scope`.
    public var json: JSONValue {
        var members: [JSONMember] = []
        describe(to: &members)
        return .object(members)
    }

    /// The same object's bytes, which a token carries.
    var payload: [UInt8] {
        var writer = JSONObjectWriter()
        describe(to: &writer)
        return writer.finish()
    }

    private func describe(to members: inout some JSONMembers) {
        members.add("iss", issuer)
        members.add("sub", subject)
        members.add("client_id", clientID)
        members.add("aud", oneOrSeveral: audience)
        members.add("iat", issuedAt.seconds)
        members.add("exp", expires.seconds)
        if let notBefore { members.add("nbf", notBefore.seconds) }
        members.add("jti", tokenID)
        if !scopes.isEmpty { members.add("scope", scopes.description) }
    }

    /// One string for one, an array for several: `aud` here, `resource` in the answers of server and command line.
    public static func oneOrSeveral(_ texts: [String]) -> JSONValue {
        if texts.count == 1, let only = texts.first { return .string(only) }
        return .array(texts.map { .string($0) })
    }
}
