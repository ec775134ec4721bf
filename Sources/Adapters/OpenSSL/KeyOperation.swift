import CSteelcutOpenSSL
import SteelcutDomain

/// One `EVP_PKEY_CTX` that signs or checks, again and again; for Ed25519 an `EVP_MD_CTX`.
///
/// Sendable, because only who has taken it from the idle ones of a `SignatureContext` touches it.
@safe final class KeyOperation: @unchecked Sendable {
    @safe private enum Context {
        /// Works on a digest of the message.
        case digest(OpaquePointer)
        /// Works on the message: Ed25519 hashes by itself, and OpenSSL 3.0 has it for EVP_DigestSign(3) alone.
        case message(OpaquePointer)
    }

    private let key: KeyHandle
    private let context: Context

    /// `nil` where OpenSSL won't use the key in this way.
    init?(_ key: KeyHandle, _ algorithm: SignatureAlgorithm, for purpose: SignatureContext.Purpose) {
        self.key = key
        guard algorithm != .edDSA else {
            guard let pointer = unsafe EVP_MD_CTX_new() else { return nil }
            context = unsafe .message(pointer)
            return
        }
        guard let pointer = unsafe key.withPointer({ unsafe EVP_PKEY_CTX_new_from_pkey(nil, $0, nil) }) else {
            return nil
        }
        context = unsafe .digest(pointer)
        guard unsafe Self.setUp(pointer, algorithm, purpose) else { return nil }
    }

    deinit {
        switch context {
        case .digest(let pointer): unsafe EVP_PKEY_CTX_free(pointer)
        case .message(let pointer): unsafe EVP_MD_CTX_free(pointer)
        }
    }

    private static func setUp(
        _ context: OpaquePointer, _ algorithm: SignatureAlgorithm, _ purpose: SignatureContext.Purpose
    ) -> Bool {
        let isReady =
            switch purpose {
            case .signing: unsafe EVP_PKEY_sign_init(context) == 1
            case .checking: unsafe EVP_PKEY_verify_init(context) == 1
            }
        guard isReady else { return false }
        switch algorithm {
        case .edDSA: return false
        case .es256: return unsafe EVP_PKEY_CTX_set_signature_md(context, EVP_sha256()) == 1
        case .rs256:
            return unsafe EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1
                && EVP_PKEY_CTX_set_signature_md(context, EVP_sha256()) == 1
        case .ps256:
            // RFC 7518 section 3.5: MGF1 with the same hash, and a salt of exactly its length.
            return unsafe EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1
                && EVP_PKEY_CTX_set_signature_md(context, EVP_sha256()) == 1
                && EVP_PKEY_CTX_set_rsa_mgf1_md_name(context, "SHA256", nil) == 1
                && EVP_PKEY_CTX_set_rsa_pss_saltlen(context, 32) == 1
        }
    }

    /// The signature over `input`, a digest or for Ed25519 a message; `nil` where the library fails.
    func sign(_ input: [UInt8], atMost longest: Int) -> [UInt8]? {
        var signature = [UInt8](repeating: 0, count: longest)
        var length = signature.count
        let isDone =
            switch context {
            case .digest(let pointer):
                unsafe EVP_PKEY_sign(pointer, &signature, &length, input, input.count) == 1
            case .message(let pointer):
                unsafe key.withPointer { unsafe EVP_DigestSignInit_ex(pointer, nil, nil, nil, nil, $0, nil) } == 1
                    && EVP_DigestSign(pointer, &signature, &length, input, input.count) == 1
            }
        guard isDone, length <= signature.count else { return nil }
        signature.removeLast(signature.count - length)
        return signature
    }

    /// Whether `signature` is the key's over `input`; `nil` where it is not, or the library fails.
    func isValid(_ signature: [UInt8], for input: [UInt8]) -> Bool? {
        // EVP_PKEY_verify(3), EVP_DigestVerify(3): 1 is a match; 0 and below are not.
        let matches =
            switch context {
            case .digest(let pointer):
                unsafe EVP_PKEY_verify(pointer, signature, signature.count, input, input.count) == 1
            case .message(let pointer):
                unsafe key.withPointer { unsafe EVP_DigestVerifyInit_ex(pointer, nil, nil, nil, nil, $0, nil) } == 1
                    && EVP_DigestVerify(pointer, signature, signature.count, input, input.count) == 1
            }
        return matches ? true : nil
    }
}
