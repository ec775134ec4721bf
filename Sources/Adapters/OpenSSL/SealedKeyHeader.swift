/// How a key was sealed, looked at before any work is done.
///
/// One flipped bit in a count can ask for hours, so counts are bounded; and what is not listed here would else look like
/// a wrong passphrase.
enum SealedKeyHeader {
    /// What a look finds.
    enum Finding {
        case usable
        case unsupported
        case malformed
    }

    private static let pbes2: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x05, 0x0D]
    private static let pbkdf2: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x05, 0x0C]
    private static let scrypt: [UInt8] = [0x2B, 0x06, 0x01, 0x04, 0x01, 0xDA, 0x47, 0x04, 0x0B]
    /// hmacWithSHA256, 384 and 512 (RFC 8018 appendix B.1.2).
    private static let hashes = [0x09, 0x0A, 0x0B].map { [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x02, $0] as [UInt8] }
    /// AES-128, 192 and 256 in CBC mode (appendix C).
    private static let ciphers = [0x02, 0x16, 0x2A].map {
        [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01, $0] as [UInt8]
    }

    /// Looks at an EncryptedPrivateKeyInfo.
    static func inspect(_ bytes: [UInt8]) -> Finding {
        var outer = DERReader(bytes)
        guard var info = outer.enter(.sequence), outer.isAtEnd, var algorithm = info.enter(.sequence),
            let content = info.read(.octetString), info.isAtEnd, !content.isEmpty,
            let name = algorithm.read(.objectIdentifier)
        else { return .malformed }
        guard Array(name) == pbes2 else { return .unsupported }
        guard var parameters = algorithm.enter(.sequence), var derivation = parameters.enter(.sequence),
            var cipher = parameters.enter(.sequence), let function = derivation.read(.objectIdentifier),
            var costs = derivation.enter(.sequence), let cipherName = cipher.read(.objectIdentifier)
        else { return .malformed }
        guard ciphers.contains(Array(cipherName)) else { return .unsupported }
        switch Array(function) {
        case pbkdf2: return inspectPBKDF2(&costs)
        case scrypt: return inspectScrypt(&costs)
        default: return .unsupported
        }
    }

    /// RFC 8018 appendix A.2; a hash left out would be SHA-1.
    private static func inspectPBKDF2(_ costs: inout DERReader) -> Finding {
        guard costs.read(.octetString) != nil, let iterations = number(&costs) else { return .malformed }
        if costs.isNext(.integer) { guard number(&costs) != nil else { return .malformed } }
        guard var hash = costs.enter(.sequence), let name = hash.read(.objectIdentifier) else { return .unsupported }
        return iterations <= 10_000_000 && hashes.contains(Array(name)) ? .usable : .unsupported
    }

    /// RFC 7914 section 7; memory is bounded by OpenSSL, 32 MiB.
    private static func inspectScrypt(_ costs: inout DERReader) -> Finding {
        guard costs.read(.octetString) != nil, let cost = number(&costs), let blockSize = number(&costs),
            let parallelism = number(&costs)
        else { return .malformed }
        return cost <= 1 << 20 && blockSize <= 64 && parallelism <= 16 ? .usable : .unsupported
    }

    private static func number(_ reader: inout DERReader) -> Int? {
        guard let bytes = reader.readUnsigned(), bytes.count <= 4 else { return nil }
        return bytes.reduce(0) { $0 << 8 | Int($1) }
    }
}
