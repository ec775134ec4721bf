/// A signature over the head of the audit trail: a JWS (RFC 7515) of a `typ` of its own (RFC 8725 section 3.11), with the
/// claims `seq`, `hash` and `iat`.
public struct AuditSeal: Sendable {
    /// `typ` of a seal: no token is one, and no seal is a token.
    public static let type = "audit-head+jwt"

    /// What was signed.
    public let head: AuditHead
    /// The key that signed.
    public let keyID: KeyID
    /// The JWS in compact form.
    public let compact: String
    private let jws: CompactJWS

    /// Reads a seal, without believing it yet.
    ///
    /// - Throws: `TokenDefect` for the first thing that is wrong with its form.
    public init(parsing text: some StringProtocol) throws(TokenDefect) {
        let jws = try CompactJWS(parsing: Array(text.utf8))
        guard jws.type == Self.type else { throw .type }
        guard let keyID = jws.keyID else { throw .unknownKey }
        let claims: JSONValue
        do throws(JSONReader.Failure) { claims = try JSONReader.read(jws.payload) } catch { throw .json }
        guard let sequence = claims["seq"]?.number?.integer, sequence > 0,
            let hash = claims["hash"]?.string.flatMap({ Base64URL.decode($0.utf8) }), hash.count == 32,
            claims["iat"]?.number?.numericDate != nil
        else { throw .claims }
        head = AuditHead(sequence: Int64(sequence), hash: hash)
        self.keyID = keyID
        self.jws = jws
        compact = String(text)
    }

    /// Whether the seal is this key's.
    func isSigned(by key: any Ports.SignatureVerifier) -> Bool {
        key.algorithm == jws.algorithm && key.isValid(jws.signature, for: jws.signingInput)
    }

    /// What is to be signed for a head.
    static func signingInput(_ head: AuditHead, at now: Timestamp, by signer: any Ports.Signer) -> [UInt8] {
        CompactJWS.signingInput(
            header: CompactJWS.header(type: type, by: signer),
            payload: JSONWriter.write(
                .object([
                    JSONMember("seq", .integer(Int(head.sequence))),
                    JSONMember("hash", .string(Base64URL.string(head.hash))), JSONMember("iat", .integer(now.seconds)),
                ])))
    }
}
