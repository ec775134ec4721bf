import CSteelcutOpenSSL
import SteelcutDomain

/// A key set up for signing or checking with one algorithm; each signature is made on a copy.
///
/// Setting up makes OpenSSL 3 look its algorithms up, which takes longer than copying what was found.
///
/// Sendable, because it is not changed after it was made: `EVP_MD_CTX_copy_ex` only reads what it copies.
@safe final class SignatureContext: @unchecked Sendable {
    /// What the context is for.
    enum Purpose {
        case signing
        case checking
    }

    private let pointer: OpaquePointer
    private let longestSignature: Int

    /// - Throws: `KeyDefect.library` where OpenSSL won't use the key in this way.
    init(_ key: KeyHandle, _ algorithm: SignatureAlgorithm, for purpose: Purpose) throws(KeyDefect) {
        guard let pointer = unsafe EVP_MD_CTX_new() else {
            ErrorQueue.drain()
            throw .library
        }
        guard unsafe Self.setUp(pointer, key, algorithm, purpose) else {
            unsafe EVP_MD_CTX_free(pointer)
            ErrorQueue.drain()
            throw .library
        }
        unsafe self.pointer = pointer
        longestSignature = key.longestSignature
    }

    deinit { unsafe EVP_MD_CTX_free(pointer) }

    private static func setUp(
        _ context: OpaquePointer, _ key: KeyHandle, _ algorithm: SignatureAlgorithm, _ purpose: Purpose
    ) -> Bool {
        // EVP_DigestSignInit(3): Ed25519 hashes by itself and takes no digest.
        let digest = algorithm == .edDSA ? nil : "SHA256"
        // Owned by the context.
        var settings: OpaquePointer?
        let isReady = unsafe key.withPointer { key in
            switch purpose {
            case .signing: unsafe EVP_DigestSignInit_ex(context, &settings, digest, nil, nil, key, nil) == 1
            case .checking: unsafe EVP_DigestVerifyInit_ex(context, &settings, digest, nil, nil, key, nil) == 1
            }
        }
        guard isReady else { return false }
        // EVP_DigestInit(3): nothing is added behind the end, so the end needs no copy of its own.
        unsafe EVP_MD_CTX_set_flags(context, EVP_MD_CTX_FLAG_FINALISE)
        switch algorithm {
        case .es256, .edDSA: return true
        case .rs256: return unsafe EVP_PKEY_CTX_set_rsa_padding(settings, RSA_PKCS1_PADDING) == 1
        case .ps256:
            // RFC 7518 section 3.5: MGF1 with the same hash, and a salt of exactly its length.
            return unsafe EVP_PKEY_CTX_set_rsa_padding(settings, RSA_PKCS1_PSS_PADDING) == 1
                && EVP_PKEY_CTX_set_rsa_mgf1_md_name(settings, "SHA256", nil) == 1
                && EVP_PKEY_CTX_set_rsa_pss_saltlen(settings, 32) == 1
        }
    }

    /// The signature over `message` in OpenSSL's form; `nil` where the library fails.
    func sign(_ message: [UInt8]) -> [UInt8]? {
        var signature = [UInt8](repeating: 0, count: longestSignature)
        var length = signature.count
        let isDone = unsafe withCopy { unsafe EVP_DigestSign($0, &signature, &length, message, message.count) == 1 }
        guard isDone, length <= signature.count else { return nil }
        signature.removeLast(signature.count - length)
        return signature
    }

    /// Whether `signature`, in OpenSSL's form, is this key's over `message`.
    func isValid(_ signature: [UInt8], for message: [UInt8]) -> Bool {
        unsafe withCopy {
            // EVP_DigestVerify(3): 1 is a match; 0 and below are not.
            unsafe EVP_DigestVerify($0, signature, signature.count, message, message.count) == 1
        }
    }

    private func withCopy(_ body: (OpaquePointer) -> Bool) -> Bool {
        let copy = unsafe EVP_MD_CTX_new()
        defer { unsafe EVP_MD_CTX_free(copy) }
        guard let copy = unsafe copy, unsafe EVP_MD_CTX_copy_ex(copy, pointer) == 1, unsafe body(copy) else {
            ErrorQueue.drain()
            return false
        }
        return true
    }
}
