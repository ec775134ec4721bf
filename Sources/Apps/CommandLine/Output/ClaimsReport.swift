import SteelcutDomain

/// How a token's claims are printed for people.
struct ClaimsReport {
    let claims: AccessTokenClaims

    var text: String {
        Details(rows: [
            ("issuer", claims.issuer), ("client", claims.clientID),
            ("audience", claims.audience.joined(separator: ", ")), ("scope", claims.scopes.description),
            ("issued at", claims.issuedAt.description), ("expires", claims.expires.description),
            ("token id", claims.tokenID),
        ]).text
    }
}

/// What is wrong with a token, in words for whoever holds it.
enum DefectText {
    static func text(_ defect: TokenDefect) -> String {
        switch defect {
        case .form: "it is not a signed token in compact form"
        case .encoding: "its base64url is malformed"
        case .json: "its JSON is malformed"
        case .algorithm: "its algorithm is not allowed, or not the key's"
        case .type: "it is not an access token (typ at+jwt)"
        case .criticalHeader: "its header has extensions that are not understood"
        case .unknownKey: "no key fits it"
        case .signature: "its signature does not match"
        case .claims: "a claim is missing or malformed"
        case .issuer: "somebody else issued it"
        case .audience: "it is meant for somebody else"
        case .expired: "it has expired"
        case .notYetValid: "it is not valid yet"
        case .revoked: "it was revoked"
        case .superseded: "it is older than what is known"
        }
    }
}
