import CSteelcutOpenSSL

/// AES-256-GCM (SP 800-38D) with a tag of 128 bits, over texts that are short.
enum AuthenticatedCipher {
    /// Bytes of a nonce.
    static let nonceSize = 12
    /// Bytes of a tag.
    static let tagSize = 16

    /// The ciphertext with the tag behind it; `nil` where OpenSSL fails.
    static func seal(_ plain: [UInt8], key: SecretBytes, nonce: [UInt8], additional: [UInt8]) -> [UInt8]? {
        unsafe withContext(key, nonce, encrypting: true) { context in
            guard unsafe add(additional, to: context), let text = unsafe update(context, plain) else { return nil }
            var (rest, length) = ([UInt8](repeating: 0, count: 16), Int32(0))
            var tag = [UInt8](repeating: 0, count: tagSize)
            guard unsafe EVP_CipherFinal_ex(context, &rest, &length) == 1, length == 0,
                unsafe EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, Int32(tagSize), &tag) == 1
            else { return nil }
            return text + tag
        }
    }

    /// The text of what `seal` made; `nil` where any bit of it, of the key, the nonce or the additional data is another.
    static func open(_ sealed: [UInt8], key: SecretBytes, nonce: [UInt8], additional: [UInt8]) -> [UInt8]? {
        guard sealed.count >= tagSize else { return nil }
        var tag = Array(sealed.suffix(tagSize))
        return unsafe withContext(key, nonce, encrypting: false) { context in
            guard unsafe add(additional, to: context),
                var text = unsafe update(context, Array(sealed.dropLast(tagSize)))
            else { return nil }
            var (rest, length) = ([UInt8](repeating: 0, count: 16), Int32(0))
            // Only this vouches for the text: before it, it is noise that somebody chose.
            guard unsafe EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(tagSize), &tag) == 1,
                unsafe EVP_CipherFinal_ex(context, &rest, &length) == 1, length == 0
            else {
                unsafe OPENSSL_cleanse(&text, text.count)
                return nil
            }
            return text
        }
    }

    private static func withContext(
        _ key: SecretBytes, _ nonce: [UInt8], encrypting: Bool, _ body: (OpaquePointer) -> [UInt8]?
    ) -> [UInt8]? {
        let cipher = unsafe EVP_CIPHER_fetch(nil, "AES-256-GCM", nil)
        defer { unsafe EVP_CIPHER_free(cipher) }
        let context = unsafe EVP_CIPHER_CTX_new()
        // EVP_CIPHER_CTX_free(3): wipes what it holds of the key.
        defer { unsafe EVP_CIPHER_CTX_free(context) }
        guard key.count == 32, nonce.count == nonceSize, let cipher = unsafe cipher, let context = unsafe context,
            unsafe key.withBytes({ key in
                unsafe EVP_CipherInit_ex2(context, cipher, key.baseAddress, nonce, encrypting ? 1 : 0, nil) == 1
            }),
            let result = unsafe body(context)
        else {
            ErrorQueue.drain()
            return nil
        }
        return result
    }

    /// EVP_EncryptInit(3): without a place for the output, it is additional data.
    private static func add(_ additional: [UInt8], to context: OpaquePointer) -> Bool {
        guard let count = Int32(exactly: additional.count) else { return false }
        var length = Int32(0)
        return unsafe count == 0 || EVP_CipherUpdate(context, nil, &length, additional, count) == 1
    }

    /// GCM is a stream: as many bytes come out as went in.
    private static func update(_ context: OpaquePointer, _ input: [UInt8]) -> [UInt8]? {
        guard let count = Int32(exactly: input.count) else { return nil }
        var (output, length) = ([UInt8](repeating: 0, count: input.count), Int32(0))
        guard unsafe count == 0 || EVP_CipherUpdate(context, &output, &length, input, count) == 1, length == count
        else {
            return nil
        }
        return output
    }
}
