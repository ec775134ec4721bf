/// A signed token in compact form (RFC 7515 section 3.1), read but not yet believed.
public struct CompactJWS: Sendable {
    /// The longest token that is looked at, in bytes.
    public static let longest = 8192

    /// What the header says.
    public let header: Header
    /// What was signed: header and payload as they came (section 5.2).
    public let signingInput: [UInt8]
    /// The payload's bytes, decoded.
    public let payload: [UInt8]
    /// The signature's bytes, decoded.
    public let signature: [UInt8]

    /// `alg` (section 4.1.1), one of ours.
    public var algorithm: SignatureAlgorithm { header.algorithm }
    /// `kid` (section 4.1.4), where there is one.
    public var keyID: KeyID? { header.keyID }
    /// `typ` (section 4.1.9), where there is one.
    public var type: String? { header.type }

    /// Reads a token's form and header.
    ///
    /// - Parameters:
    ///   - token: The token as it came.
    ///   - longest: How many bytes are looked at.
    ///   - expected: A header that was read before; one of the same bytes says the same.
    /// - Throws: `TokenDefect` for the first thing that is wrong. Nothing is decoded before the token's length, its two
    ///   dots and its header are in order.
    public init(
        parsing token: [UInt8], longest: Int = CompactJWS.longest, expecting expected: Header? = nil
    ) throws(TokenDefect) {
        guard token.count <= longest else { throw .form }
        // Looked for from both ends: a token of a million dots must not become a million slices (CVE-2025-30204).
        guard let first = token.firstIndex(of: .dot), let second = token.lastIndex(of: .dot), first < second,
            !token.hasDot(between: first, and: second)
        else { throw .form }
        if let expected, expected.encoded[...] == token[..<first] {
            header = expected
        } else {
            header = try Header(parsing: token[..<first])
        }
        guard let payload = Base64URL.decode(token[(first + 1)..<second]),
            let signature = Base64URL.decode(token[(second + 1)...])
        else { throw .encoding }
        self.payload = payload
        self.signature = signature
        signingInput = Array(token[..<second])
    }

    /// The header of what `signer` signs: `typ`, `alg`, `kid` and nothing else (section 4.1; RFC 9068 section 2.1 for tokens).
    static func header(type: String, by signer: any Ports.Signer) -> [UInt8] {
        header(type: type, signer.algorithm, signer.keyID)
    }

    private static func header(type: String, _ algorithm: SignatureAlgorithm, _ keyID: KeyID) -> [UInt8] {
        var writer = JSONObjectWriter(capacity: 128)
        writer.add("typ", type)
        writer.add("alg", algorithm.rawValue)
        writer.add("kid", keyID.description)
        return writer.finish()
    }

    /// The header of access tokens that such a key signs (RFC 9068 section 2.1), in base64url.
    package static func accessTokenHeader(_ algorithm: SignatureAlgorithm, _ keyID: KeyID) -> [UInt8] {
        Base64URL.encode(header(type: "at+jwt", algorithm, keyID))
    }

    /// The signing input of a header and a payload (section 5.1, steps 2 to 5).
    public static func signingInput(header: [UInt8], payload: [UInt8]) -> [UInt8] {
        signingInput(encodedHeader: Base64URL.encode(header), payload: payload)
    }

    /// The same of a header that is in base64url already.
    static func signingInput(encodedHeader: [UInt8], payload: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(encodedHeader.count + 1 + payload.count * 4 / 3 + 3)
        text.append(contentsOf: encodedHeader)
        text.append(UInt8(ascii: "."))
        Base64URL.append(payload, to: &text)
        return text
    }

    /// The whole token.
    public static func compact(signingInput: [UInt8], signature: [UInt8]) -> String {
        String(decoding: bytes(signingInput: signingInput, signature: signature), as: UTF8.self)
    }

    /// The whole token's bytes.
    static func bytes(signingInput: [UInt8], signature: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(signingInput.count + signature.count * 4 / 3 + 3)
        text.append(contentsOf: signingInput)
        text.append(UInt8(ascii: "."))
        Base64URL.append(signature, to: &text)
        return text
    }
}

extension [UInt8] {
    /// Whether there is another dot between these two.
    ///
    /// All is looked at, whatever is found: a loop without a way out in its middle does many bytes at a time.
    fileprivate func hasDot(between first: Int, and second: Int) -> Bool {
        let bytes = span.extracting((first + 1)..<second)
        var found: UInt8 = 0
        for place in bytes.indices { found |= bytes[place] == .dot ? 1 : 0 }
        return found != 0
    }
}

extension UInt8 {
    fileprivate static let dot = UInt8(ascii: ".")
}
