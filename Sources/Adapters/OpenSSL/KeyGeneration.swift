import CSteelcutOpenSSL
import SteelcutDomain

extension KeyHandle {
    /// Bits of a new RSA key: what RFC 7518 section 3.3 asks for, since each more costs every signature.
    private static let modulusBits: Int32 = 2048

    /// Makes a private key.
    ///
    /// - Throws: `KeyDefect.library` where OpenSSL fails.
    static func generate(for algorithm: SignatureAlgorithm) throws(KeyDefect) -> KeyHandle {
        defer { ErrorQueue.drain() }
        let name =
            switch algorithm {
            case .es256: "EC"
            case .edDSA: "ED25519"
            // Not "RSA-PSS": the key stays an ordinary one (RFC 4055 section 1.2), which everybody can read.
            case .ps256, .rs256: "RSA"
            }
        guard let context = unsafe EVP_PKEY_CTX_new_from_name(nil, name, nil) else { throw .library }
        defer { unsafe EVP_PKEY_CTX_free(context) }
        guard unsafe EVP_PKEY_keygen_init(context) == 1 else { throw .library }
        let isSet =
            switch algorithm {
            case .es256: unsafe EVP_PKEY_CTX_set_group_name(context, "P-256") == 1
            case .edDSA: true
            case .ps256, .rs256: unsafe EVP_PKEY_CTX_set_rsa_keygen_bits(context, modulusBits) == 1
            }
        var key: OpaquePointer?
        guard isSet, unsafe EVP_PKEY_generate(context, &key) == 1, let key = unsafe key else { throw .library }
        return unsafe KeyHandle(takingOwnershipOf: key)
    }
}
