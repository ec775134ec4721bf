import SteelcutDomain

/// Tokens that are right in everything that a test does not make wrong; the texts are JSON as it is to be signed.
extension BearerFixture {
    /// `{"typ":"at+jwt","alg":…,"kid":…}`.
    var header: String {
        #"{"typ":"at+jwt","alg":"\#(key.signer.algorithm.rawValue)","kid":"\#(key.signer.keyID)"}"#
    }

    /// The header with other members: a member without a value is left out, others are set or added.
    func header(_ changes: (String, String?)...) -> String {
        Self.object(
            [
                ("typ", #""at+jwt""#), ("alg", #""\#(key.signer.algorithm.rawValue)""#),
                ("kid", #""\#(key.signer.keyID)""#),
            ], changes)
    }

    /// The claims of a good token.
    static let goodClaims = claims([])

    /// The claims with others in their place: a member without a value is left out, others are set or added.
    static func claims(_ changes: (String, String?)...) -> String { claims(changes) }

    static func claims(_ changes: [(String, String?)]) -> String {
        object(
            [
                ("iss", #""\#(issuer)""#), ("sub", #""c1""#), ("client_id", #""c1""#), ("aud", #""\#(audience)""#),
                ("iat", "\(now)"), ("exp", "\(now + 3600)"), ("jti", #""t-1""#),
            ], changes)
    }

    private static func object(_ members: [(String, String)], _ changes: [(String, String?)]) -> String {
        var texts = members.compactMap { name, value -> String? in
            guard let change = changes.first(where: { $0.0 == name }) else { return #""\#(name)":\#(value)"# }
            return change.1.map { #""\#(name)":\#($0)"# }
        }
        for (name, value) in changes where !members.contains(where: { $0.0 == name }) {
            if let value { texts.append(#""\#(name)":\#(value)"#) }
        }
        return "{" + texts.joined(separator: ",") + "}"
    }

    /// A token over these texts with the issuer's own signature.
    func mint(header: String? = nil, claims: String = goodClaims) async throws -> String {
        try await mint(
            headerSegment: Base64URL.string((header ?? self.header).utf8), claimsSegment: Base64URL.string(claims.utf8))
    }

    /// A token over segments as they are, with the issuer's own signature.
    func mint(headerSegment: String, claimsSegment: String) async throws -> String {
        let input = headerSegment + "." + claimsSegment
        return input + "." + Base64URL.string(try await key.signer.signature(for: Array(input.utf8)))
    }

    /// A token over bytes, with the issuer's own signature.
    func mintBytes(header: [UInt8]? = nil, claims: [UInt8]? = nil) async throws -> String {
        try await mint(
            headerSegment: Base64URL.string(header ?? Array(self.header.utf8)),
            claimsSegment: Base64URL.string(claims ?? Array(Self.goodClaims.utf8)))
    }
}
