import CSteelcutOpenSSL

/// A private key under a passphrase: EncryptedPrivateKeyInfo (RFC 5958 section 3) with PBES2 (RFC 8018 section 6.2).
enum SealedKey {
    /// PBKDF2 with HMAC-SHA-256: what OWASP asks for a passphrase that a person may have chosen.
    static let iterations: Int32 = 600_000

    /// Seals PKCS#8 with AES-256-CBC under a key that PBKDF2 makes; `nil` where OpenSSL fails.
    static func seal(_ pkcs8: [UInt8], passphrase: [UInt8], iterations: Int32 = iterations) -> [UInt8]? {
        defer { ErrorQueue.drain() }
        var salt = [UInt8](repeating: 0, count: 16)
        guard unsafe RAND_bytes(&salt, 16) == 1, let length = Int32(exactly: passphrase.count) else { return nil }
        let info = unsafe pkcs8.withUnsafeBufferPointer { buffer in
            var position = buffer.baseAddress
            return unsafe d2i_PKCS8_PRIV_KEY_INFO(nil, &position, buffer.count)
        }
        guard let info = unsafe info else { return nil }
        defer { unsafe PKCS8_PRIV_KEY_INFO_free(info) }
        let sealed = unsafe passphrase.withUnsafeBytes { passphrase in
            // PKCS8_encrypt(3): -1 is PBES2, whose hash is SHA-256.
            unsafe PKCS8_encrypt(
                -1, EVP_aes_256_cbc(), passphrase.baseAddress?.assumingMemoryBound(to: CChar.self), length, &salt, 16,
                iterations, info)
        }
        guard let sealed = unsafe sealed else { return nil }
        defer { unsafe X509_SIG_free(sealed) }
        return unsafe encoded { unsafe i2d_X509_SIG(sealed, $0) }
    }

    /// The PKCS#8 inside; `nil` where the passphrase is another, or the content was damaged.
    static func open(_ sealed: [UInt8], passphrase: [UInt8]) -> [UInt8]? {
        defer { ErrorQueue.drain() }
        guard let length = Int32(exactly: passphrase.count) else { return nil }
        let outer = unsafe sealed.withUnsafeBufferPointer { buffer in
            var position = buffer.baseAddress
            return unsafe d2i_X509_SIG(nil, &position, buffer.count)
        }
        guard let outer = unsafe outer else { return nil }
        defer { unsafe X509_SIG_free(outer) }
        let info = unsafe passphrase.withUnsafeBytes { passphrase in
            unsafe PKCS8_decrypt(outer, passphrase.baseAddress?.assumingMemoryBound(to: CChar.self), length)
        }
        guard let info = unsafe info else { return nil }
        defer { unsafe PKCS8_PRIV_KEY_INFO_free(info) }
        return unsafe encoded { unsafe i2d_PKCS8_PRIV_KEY_INFO(info, $0) }
    }
}
