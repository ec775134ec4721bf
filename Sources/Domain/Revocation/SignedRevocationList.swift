/// A published list of revocations that a resource server has checked.
public struct SignedRevocationList: Sendable {
    /// The largest list that is read, in bytes: some 400,000 revoked tokens.
    public static let largest = 16 << 20

    /// What is revoked.
    public let list: RevocationList
    /// From when on it is too old.
    public let expires: Timestamp
    /// The key that signed it: a counter is that key's word.
    public let keyID: KeyID

    /// Checks and reads a list.
    ///
    /// - Parameters:
    ///   - bytes: The JWS in compact form, as it was published.
    ///   - keys: The issuer's keys.
    ///   - issuer: Whose list it has to be.
    ///   - now: Wall time.
    /// - Throws: `BearerError.invalidToken` for any defect: `.unknownKey` where the key set may have changed or the list
    ///   names no key, `.revoked` where it revokes the very key that signed it; `.keysUnavailable`.
    public init(
        parsing bytes: [UInt8], keys: any Ports.VerifierSource, issuer: Issuer, at now: Timestamp
    ) async throws(BearerError) {
        let jws: CompactJWS
        let keyID: KeyID
        do throws(TokenDefect) {
            jws = try CompactJWS(parsing: bytes, longest: Self.largest)
            guard jws.type == PublishRevocations.type else { throw .type }
            guard let named = jws.keyID else { throw .unknownKey }
            keyID = named
        } catch { throw .invalidToken(error) }
        try await jws.checkSignature(with: keys)
        do throws(TokenDefect) {
            let claims: JSONValue
            do throws(JSONReader.Failure) {
                claims = try JSONReader.read(jws.payload, maximumSize: Self.largest)
            } catch { throw .json }
            guard claims["iss"]?.string.map({ $0.hasSameBytes(as: issuer.description) }) == true else {
                throw .issuer
            }
            guard let issued = claims["iat"]?.number?.numericDate, let expires = claims["exp"]?.number?.numericDate
            else {
                throw .claims
            }
            guard now < expires.advanced(bySeconds: Leeway.seconds) else { throw .expired }
            guard issued <= now.advanced(bySeconds: Leeway.seconds) else { throw .notYetValid }
            list = try Self.list(claims, until: expires)
            guard !list.revokes(keyID) else { throw .revoked }
            self.expires = expires
            self.keyID = keyID
        } catch { throw .invalidToken(error) }
    }

    private static func list(_ claims: JSONValue, until expires: Timestamp) throws(TokenDefect) -> RevocationList {
        guard let counter = claims["counter"]?.number?.integer, counter >= 0, let tokens = claims["jti"]?.array,
            let keys = claims["kid"]?.array, case .object(let clients)? = claims["clients"]
        else { throw .claims }
        // The list is in force as a whole until another takes its place: nothing in it ends by itself.
        let end = Timestamp(microseconds: .max)
        var list = RevocationList(counter: Int64(counter), capacity: tokens.count)
        func insert(_ subject: Revocation.Subject, _ issuedUntil: Timestamp = end) {
            list.insert(Revocation(subject: subject, issuedUntil: issuedUntil, ends: end, created: expires))
        }
        for token in tokens {
            guard let id = token.string else { throw .claims }
            insert(.token(id))
        }
        for key in keys {
            guard let id = key.string.flatMap(KeyID.init(parsing:)) else { throw .claims }
            insert(.key(id))
        }
        for client in clients {
            guard let id = ClientID(parsing: client.name), let cutOff = client.value.number?.numericDate else {
                throw .claims
            }
            insert(.client(id), cutOff)
        }
        return list
    }
}
