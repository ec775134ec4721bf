/// ECDSA signatures over P-256: two numbers, in DER with OpenSSL, side by side in JWS (RFC 7518 section 3.4).
enum ECDSASignature {
    /// Bytes of a signature in JWS form: 32 for each number.
    static let length = 64

    /// The order of the group, n (FIPS 186-5, SP 800-186 section 3.2.1.3).
    private static let order: [UInt8] = [
        0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0xBC, 0xE6, 0xFA, 0xAD, 0xA7, 0x17, 0x9E, 0x84, 0xF3, 0xB9, 0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x51,
    ]

    /// r‖s of a DER signature, each number filled up to 32 bytes; `nil` where it is none.
    static func joined(der: [UInt8]) -> [UInt8]? {
        var outer = DERReader(der)
        guard var numbers = outer.enter(.sequence), outer.isAtEnd, let r = numbers.readUnsigned(),
            let s = numbers.readUnsigned(), numbers.isAtEnd, r.count <= 32, s.count <= 32
        else { return nil }
        var joined = [UInt8](repeating: 0, count: length)
        joined.replaceSubrange(32 - r.count..<32, with: r)
        joined.replaceSubrange(length - s.count..<length, with: s)
        return joined
    }

    /// The DER of r‖s; `nil` unless it is 64 bytes and both numbers lie between 1 and n − 1 (CVE-2022-21449).
    static func der(joined signature: [UInt8]) -> [UInt8]? {
        guard signature.count == length else { return nil }
        let (r, s) = (signature.prefix(32), signature.suffix(32))
        guard isInRange(r), isInRange(s) else { return nil }
        var numbers: [UInt8] = []
        numbers.reserveCapacity(2 * (2 + 33))
        DER.append(unsigned: r, to: &numbers)
        DER.append(unsigned: s, to: &numbers)
        return DER.encode(.sequence, numbers)
    }

    private static func isInRange(_ number: ArraySlice<UInt8>) -> Bool {
        number.contains { $0 != 0 } && number.lexicographicallyPrecedes(order)
    }
}
