public import SteelcutDomain

/// Private keys as PEM: PKCS#8, plain or sealed with a passphrase (RFC 7468 sections 10 and 11).
public enum PrivateKeyPEM {
    private static let plain = "PRIVATE KEY"
    private static let sealed = "ENCRYPTED PRIVATE KEY"

    /// The text of a key; with a passphrase sealed by AES-256-CBC and PBKDF2 (600,000 rounds of HMAC-SHA-256).
    ///
    /// - Throws: `KeyDefect.malformed` where this is no PKCS#8 key or the passphrase is empty, `.library` where OpenSSL
    ///   fails.
    public static func encode(_ key: PrivateKey, passphrase: [UInt8]?) throws(KeyDefect) -> [UInt8] {
        try encode(key, passphrase: passphrase, iterations: SealedKey.iterations)
    }

    /// The same with another number of rounds.
    static func encode(
        _ key: PrivateKey, passphrase: [UInt8]?, iterations: Int32
    ) throws(KeyDefect) -> [UInt8] {
        try key.withBytes { bytes throws(KeyDefect) in
            _ = try KeyHandle(pkcs8: bytes)
            guard let passphrase else { return PEMArmour(label: plain, content: bytes).text }
            guard !passphrase.isEmpty else { throw .malformed }
            guard let content = SealedKey.seal(bytes, passphrase: passphrase, iterations: iterations) else {
                throw .library
            }
            return PEMArmour(label: sealed, content: content).text
        }
    }

    /// The key of a text; a passphrase is not looked at where the key is plain.
    ///
    /// Nothing is ever asked of a terminal.
    ///
    /// - Throws: `PEMFailure` for the first thing that is wrong.
    public static func decode(_ pem: [UInt8], passphrase: [UInt8]?) throws(PEMFailure) -> PrivateKey {
        guard let armour = PEMArmour(parsing: pem) else { throw .malformed }
        guard [plain, sealed].contains(armour.label) else { throw .unsupported }
        guard let content = armour.content else { throw .malformed }
        guard armour.label == sealed else { return try checked(content, otherwise: .malformed) }
        switch SealedKeyHeader.inspect(content) {
        case .usable: break
        case .unsupported: throw .unsupported
        case .malformed: throw .malformed
        }
        guard let passphrase else { throw .passphraseMissing }
        guard let opened = SealedKey.open(content, passphrase: passphrase) else { throw .wrongPassphrase }
        // One wrong passphrase in 256 leaves padding that looks right, and noise behind it.
        return try checked(opened, otherwise: .wrongPassphrase)
    }

    private static func checked(_ pkcs8: [UInt8], otherwise failure: PEMFailure) throws(PEMFailure) -> PrivateKey {
        let handle: KeyHandle
        do throws(KeyDefect) { handle = try KeyHandle(pkcs8: pkcs8) } catch { throw failure }
        do throws(KeyDefect) { _ = try handle.material() } catch { throw .unsupported }
        return PrivateKey(encoded: pkcs8)
    }
}

/// Why a text gives no private key; free of anything that stands in it.
public enum PEMFailure: String, Error, Hashable, Sendable, CustomStringConvertible {
    /// No PEM, more than one block, cut off, or damaged.
    case malformed = "not one whole PEM private key"
    /// Sealed, and no passphrase was given.
    case passphraseMissing = "the private key is sealed and no passphrase was given"
    /// Sealed with another passphrase.
    ///
    /// Damage inside the sealed part can't be told apart from it.
    case wrongPassphrase = "the passphrase does not open the private key"
    /// Another kind of key, another format than PKCS#8, or a seal that is too weak or too costly.
    case unsupported = "not a PKCS#8 private key of a kind that can be used"

    /// The reason in words.
    public var description: String { rawValue }
}
