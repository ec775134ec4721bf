extension CompactJWS {
    /// What a token's header says (RFC 7515 section 4), as far as it is looked at.
    ///
    /// All tokens that one key has signed have the same: who has read one needs to read no other.
    public struct Header: Hashable, Sendable {
        /// As it came, in base64url.
        public let encoded: [UInt8]
        /// `alg` (section 4.1.1), one of ours.
        public let algorithm: SignatureAlgorithm
        /// `kid` (section 4.1.4), where there is one.
        public let keyID: KeyID?
        /// `typ` (section 4.1.9), where there is one.
        public let type: String?

        /// Reads a header.
        ///
        /// - Parameter encoded: The header in base64url.
        /// - Throws: `TokenDefect` for the first thing that is wrong.
        init(parsing encoded: ArraySlice<UInt8>) throws(TokenDefect) {
            guard let bytes = Base64URL.decode(encoded) else { throw .encoding }
            let header: JSONValue
            do throws(JSONReader.Failure) { header = try JSONReader.read(bytes, maximumDepth: 8) } catch {
                throw .json
            }
            guard case .object = header else { throw .json }

            // Section 4.1.11: what `crit` names must be understood, and nothing that it could name is. `b64` (RFC 7797)
            // changes what is signed, so it is refused with or without `crit`.
            guard header["crit"] == nil, header["b64"] == nil else { throw .criticalHeader }
            guard let name = header["alg"]?.string, let algorithm = SignatureAlgorithm(rawValue: name) else {
                throw .algorithm
            }
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
            self.algorithm = algorithm
            self.encoded = Array(encoded)
        }
    }
}
