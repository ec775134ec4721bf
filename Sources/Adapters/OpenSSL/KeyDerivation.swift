import CSteelcutOpenSSL

/// Keys of 256 bits, made of a passphrase slowly and of another key fast.
enum KeyDerivation {
    /// Bytes of a key.
    static let size = 32

    /// scrypt (RFC 7914) over a passphrase; `nil` where OpenSSL fails, for want of memory above all.
    static func scrypt(_ passphrase: [UInt8], salt: [UInt8], cost: ScryptCost) -> SecretBytes? {
        var (passphrase, salt) = (passphrase, salt)
        // The last is OpenSSL's own bound, whose default is a little less than what ours takes.
        var numbers = [cost.n, cost.r, cost.p, 2 * ScryptCost.mostMemory]
        return unsafe withOctets(&passphrase) { passphrase in
            unsafe withOctets(&salt) { salt in
                unsafe numbers.withUnsafeMutableBufferPointer { numbers in
                    let parameters = unsafe [
                        octets("pass", passphrase), octets("salt", salt), number("n", numbers, 0),
                        number("r", numbers, 1), number("p", numbers, 2), number("maxmem_bytes", numbers, 3),
                        OSSL_PARAM_construct_end(),
                    ]
                    return unsafe derive("SCRYPT", parameters)
                }
            }
        }
    }

    /// HKDF-SHA-256 (RFC 5869) of a key; `nil` where OpenSSL fails.
    static func hkdf(_ key: SecretBytes, salt: [UInt8], info: String) -> SecretBytes? {
        var (salt, info, digest) = (salt, Array(info.utf8), Array("SHA256".utf8CString))
        return unsafe withOctets(&salt) { salt in
            unsafe withOctets(&info) { info in
                unsafe digest.withUnsafeMutableBufferPointer { digest in
                    unsafe key.withBytes { key in
                        let parameters = unsafe [
                            OSSL_PARAM_construct_utf8_string(OSSL_PARAM.name("digest"), digest.baseAddress, 0),
                            octets("key", UnsafeMutableRawBufferPointer(key)), octets("salt", salt),
                            octets("info", info), OSSL_PARAM_construct_end(),
                        ]
                        return unsafe derive("HKDF", parameters)
                    }
                }
            }
        }
    }

    private static func derive(_ algorithm: String, _ parameters: [OSSL_PARAM]) -> SecretBytes? {
        guard let function = unsafe EVP_KDF_fetch(nil, algorithm, nil) else {
            ErrorQueue.drain()
            return nil
        }
        // EVP_KDF_CTX_new(3): the context holds its own reference.
        defer { unsafe EVP_KDF_free(function) }
        guard let context = unsafe EVP_KDF_CTX_new(function) else {
            ErrorQueue.drain()
            return nil
        }
        defer { unsafe EVP_KDF_CTX_free(context) }
        return unsafe SecretBytes(count: size) { unsafe EVP_KDF_derive(context, $0, size, parameters) == 1 }
    }

    private static func number(
        _ text: StaticString, _ numbers: UnsafeMutableBufferPointer<UInt64>, _ index: Int
    ) -> OSSL_PARAM {
        unsafe OSSL_PARAM_construct_uint64(OSSL_PARAM.name(text), numbers.baseAddress?.advanced(by: index))
    }

    private static func octets(_ text: StaticString, _ bytes: UnsafeMutableRawBufferPointer) -> OSSL_PARAM {
        unsafe OSSL_PARAM_construct_octet_string(OSSL_PARAM.name(text), bytes.baseAddress, bytes.count)
    }

    /// Lends bytes to a call, and wipes this copy of them.
    private static func withOctets<Result>(
        _ bytes: inout [UInt8], _ body: (UnsafeMutableRawBufferPointer) -> Result
    ) -> Result {
        unsafe bytes.withUnsafeMutableBytes { buffer in
            defer { unsafe OPENSSL_cleanse(buffer.baseAddress, buffer.count) }
            return unsafe body(buffer)
        }
    }
}

extension OSSL_PARAM {
    /// A parameter keeps its name's address (OSSL_PARAM(3)), so it has to be that of a constant, not of a String's copy.
    static func name(_ text: StaticString) -> UnsafePointer<CChar> {
        unsafe UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)
    }
}
