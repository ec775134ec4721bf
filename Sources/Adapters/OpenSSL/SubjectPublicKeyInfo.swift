import SteelcutDomain

/// Public keys in the form that OpenSSL and we share (RFC 5280 section 4.1.2.7).
///
/// An algorithm identifier fits byte for byte or not at all: that leaves out other curves, curves with parameters of
/// their own (CVE-2020-0601), compressed points and RSA keys bound to PSS.
enum SubjectPublicKeyInfo {
    /// id-ecPublicKey with prime256v1 (RFC 5480 section 2.1).
    private static let p256: [UInt8] = [
        0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01,
        0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07,
    ]
    /// id-Ed25519 (RFC 8410 section 3).
    private static let ed25519: [UInt8] = [0x06, 0x03, 0x2B, 0x65, 0x70]
    /// rsaEncryption with NULL (RFC 3279 section 2.3.1).
    private static let rsa: [UInt8] = [
        0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0x00,
    ]

    /// The DER of a key.
    static func encode(_ material: JSONWebKey.Material) -> [UInt8] {
        let algorithm: [UInt8]
        let key: [UInt8]
        switch material {
        case .p256(let x, let y): (algorithm, key) = (p256, [0x04] + x + y)
        case .ed25519(let x): (algorithm, key) = (ed25519, x)
        case .rsa(let modulus, let exponent):
            let numbers = DER.encode(unsigned: modulus) + DER.encode(unsigned: exponent)
            (algorithm, key) = (rsa, DER.encode(.sequence, numbers))
        }
        return DER.encode(.sequence, DER.encode(.sequence, algorithm) + DER.encode(.bitString, [0] + key))
    }

    /// The key of a DER.
    ///
    /// - Throws: `KeyDefect.kind` where it is none of ours, `.malformed` where its inside is not in order.
    static func parse(_ bytes: [UInt8]) throws(KeyDefect) -> JSONWebKey.Material {
        var outer = DERReader(bytes)
        guard var info = outer.enter(.sequence), outer.isAtEnd, let algorithm = info.read(.sequence),
            let bits = info.read(.bitString), info.isAtEnd, bits.first == 0
        else { throw .malformed }
        let key = bits.dropFirst()
        switch Array(algorithm) {
        case p256:
            guard key.count == 65, key.first == 0x04 else { throw .kind }
            return .p256(x: Array(key.dropFirst().prefix(32)), y: Array(key.suffix(32)))
        case ed25519: return .ed25519(x: Array(key))
        case rsa:
            var inner = DERReader(key)
            guard var numbers = inner.enter(.sequence), inner.isAtEnd, let modulus = numbers.readUnsigned(),
                let exponent = numbers.readUnsigned(), numbers.isAtEnd
            else { throw .malformed }
            return .rsa(modulus: Array(modulus), exponent: Array(exponent))
        default: throw .kind
        }
    }
}
