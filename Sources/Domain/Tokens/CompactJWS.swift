/// A signed token in compact form (RFC 7515 section 3.1), read but not yet believed.
public struct CompactJWS: Sendable {
    /// The longest token that is looked at, in bytes.
    public static let longest = 8192

    /// `alg` (section 4.1.1), one of ours.
    public let algorithm: SignatureAlgorithm
    /// `kid` (section 4.1.4), where there is one.
    public let keyID: KeyID?
    /// `typ` (section 4.1.9), where there is one.
    public let type: String?
    /// What was signed: header and payload as they came (section 5.2).
    public let signingInput: [UInt8]
    /// The payload's bytes, decoded.
    public let payload: [UInt8]
    /// The signature's bytes, decoded.
    public let signature: [UInt8]

    /// Reads a token's form and header.
    ///
    /// - Parameters:
    ///   - token: The token as it came.
    ///   - longest: How many bytes are looked at.
    /// - Throws: `TokenDefect` for the first thing that is wrong. Nothing is decoded before the token's length, its two
    ///   dots and its header are in order.
    public init(parsing token: [UInt8], longest: Int = CompactJWS.longest) throws(TokenDefect) {
        guard token.count <= longest else { throw .form }
        // Found one by one: a token of a million dots must not become a million slices (CVE-2025-30204).
        guard let first = token.dot(from: 0), let second = token.dot(from: first + 1),
            token.dot(from: second + 1) == nil
        else { throw .form }
        guard let headerBytes = Base64URL.decode(token[..<first]) else { throw .encoding }
        let header: JSONValue
        do throws(JSONReader.Failure) { header = try JSONReader.read(headerBytes, maximumDepth: 8) } catch {
            throw .json
        }
        guard case .object = header else { throw .json }

        // Section 4.1.11: what `crit` names must be understood, and nothing that it could name is. `b64` (RFC 7797)
        // changes what is signed, so it is refused with or without `crit`.
        guard header["crit"] == nil, header["b64"] == nil else { throw .criticalHeader }
        guard let name = header["alg"]?.string, let algorithm = SignatureAlgorithm(rawValue: name) else {
            throw .algorithm
        }
        self.algorithm = algorithm
        switch header["kid"] {
        case nil: keyID = nil
        case .string(let text)?:
            guard let id = KeyID(parsing: text) else { throw .unknownKey }
            keyID = id
        default: throw .unknownKey
        }
        switch header["typ"] {
        case nil: type = nil
        case .string(let text)?: type = text
        default: throw .type
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
    /// Where the next dot is.
    fileprivate func dot(from start: Int) -> Int? {
        let bytes = span
        for place in start..<bytes.count where bytes[place] == UInt8(ascii: ".") { return place }
        return nil
    }
}
