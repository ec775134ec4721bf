/// The signature algorithms: an allow-list (RFC 8725 section 3.1).
///
/// Names compare by their bytes; `none` and the symmetric ones have no case, so that no token can ask for them.
public enum SignatureAlgorithm: String, CaseIterable, Hashable, Sendable {
    /// ECDSA with P-256 and SHA-256 (RFC 7518 section 3.4).
    case es256 = "ES256"
    /// Ed25519 (RFC 8037 section 3.1).
    case edDSA = "EdDSA"
    /// RSASSA-PSS with SHA-256 and a salt of 32 bytes (RFC 7518 section 3.5).
    case ps256 = "PS256"
    /// RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518 section 3.3).
    case rs256 = "RS256"
}
