/// Checks the signature of an access token and reads its claims (RFC 9068 section 4, RFC 8725 section 3).
public struct ReadAccessToken: Ports.TokenReader {
    let keys: any Ports.VerifierSource

    /// Composes the use case over the issuer's keys.
    public init(keys: any Ports.VerifierSource) { self.keys = keys }

    /// What a token says that one of the keys has signed.
    ///
    /// - Throws: `BearerError.invalidToken` for any defect, `.keysUnavailable`.
    public func read(_ token: [UInt8]) async throws(BearerError) -> SignedToken {
        try await read(token, expecting: nil)
    }

    /// The same for who has read a token before.
    public func read(
        _ token: [UInt8], expecting header: CompactJWS.Header?
    ) async throws(BearerError) -> SignedToken {
        let jws: CompactJWS
        do throws(TokenDefect) {
            jws = try CompactJWS(parsing: token, expecting: header)
            try Self.checkType(jws.type)
        } catch { throw .invalidToken(error) }
        let key = try await jws.checkSignature(with: keys)
        do throws(TokenDefect) {
            // The key's own name: a token that names none must not escape the revocation of the key that signed it.
            return SignedToken(
                claims: try AccessTokenClaims(parsing: jws.payload), keyID: key.keyID ?? jws.keyID, header: jws.header)
        } catch { throw .invalidToken(error) }
    }

    /// RFC 9068 section 4: `at+jwt` or `application/at+jwt`, as a media type in any case.
    ///
    /// Another kind of token of the same issuer must not pass for an access token (RFC 8725 section 3.11).
    private static func checkType(_ type: String?) throws(TokenDefect) {
        switch type?.asciiLowercased() {
        case "at+jwt", "application/at+jwt": return
        default: throw .type
        }
    }
}

extension String {
    /// A to Z in lower case, and nothing else changed.
    func asciiLowercased() -> String {
        guard utf8.contains(where: { (0x41...0x5A).contains($0) }) else { return self }
        return String(decoding: utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
}
