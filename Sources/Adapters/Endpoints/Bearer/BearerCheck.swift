public import HTTPTypes
public import SteelcutDomain

/// Finds out whether a request carries an access token that is good here (RFC 6750 section 2.1).
///
/// Only the `Authorization` header is looked at; a token in the query or the body is none (OAuth 2.1 section 5).
public struct BearerCheck: Sendable {
    /// Says what a token's claims are, or why it is not good here.
    public typealias Verification = @Sendable (_ token: [UInt8]) async throws(BearerError) -> AccessTokenClaims

    private let verify: Verification

    /// Composes the check over the use case.
    public init(verify: VerifyAccessToken) {
        // Which is stricter about a token's form itself, and need not look at that of one that it remembers.
        self.verify = { (token) async throws(BearerError) in try await verify(token) }
    }

    /// Composes the check over anything that checks tokens; it is given the bytes of those that have the form of one.
    public init(_ verify: @escaping Verification) {
        self.verify = { (token) async throws(BearerError) in
            guard Self.isB64Token(token) else { throw .invalidToken(.form) }
            return try await verify(token)
        }
    }

    /// The claims of the token that these header fields carry.
    ///
    /// - Throws: `BearerError`. What is wrong with the header or the token's form is found before keys are asked for.
    public func callAsFunction(_ fields: HTTPFields) async throws(BearerError) -> AccessTokenClaims {
        try await verify(Self.token(in: fields))
    }

    /// RFC 9110 section 11.4: a scheme in any case, one or more spaces, the token.
    private static func token(in fields: HTTPFields) throws(BearerError) -> [UInt8] {
        let values = fields[values: .authorization]
        guard let value = values.first else { throw .missingToken }
        guard values.count == 1 else { throw .invalidRequest }
        let bytes = Array(value.utf8)
        let end = bytes.firstIndex(of: 0x20) ?? bytes.count
        guard bytes[..<end].elementsEqual("bearer".utf8, by: { $0 | 0x20 == $1 }) else { throw .missingToken }
        guard let start = bytes[end...].firstIndex(where: { $0 != 0x20 }) else { throw .invalidRequest }
        let token = Array(bytes[start...])
        guard token.count <= CompactJWS.longest else { throw .invalidToken(.form) }
        return token
    }

    /// RFC 6750 section 2.1: `1*( ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" ) *"="`.
    private static func isB64Token(_ token: [UInt8]) -> Bool {
        guard let last = token.lastIndex(where: { $0 != UInt8(ascii: "=") }) else { return false }
        let bytes = token.span.extracting(0...last)
        // All are looked at, whatever is found: a loop without a way out in its middle does many bytes at a time.
        var isOne = true
        for place in bytes.indices { isOne = isTokenCharacter(bytes[place]) && isOne }
        return isOne
    }

    private static func isTokenCharacter(_ byte: UInt8) -> Bool {
        let isLetter = (byte | 0x20) &- UInt8(ascii: "a") < 26
        // "-", "." and "/" stand before the digits.
        let isDigitOrLike = byte &- UInt8(ascii: "-") < 13
        return isLetter || isDigitOrLike || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "~")
            || byte == UInt8(ascii: "+")
    }
}
