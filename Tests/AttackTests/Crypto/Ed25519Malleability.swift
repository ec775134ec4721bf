import SteelcutDomain
import SteelcutOpenSSL
import Testing

@Suite("Attack: Ed25519 signatures and keys with a second form") struct Ed25519Malleability {
    /// L, the order of the group (RFC 8032 section 5.1), little-endian.
    static let order: [UInt8] =
        [0xED, 0xD3, 0xF5, 0x5C, 0x1A, 0x63, 0x12, 0x58, 0xD6, 0x9C, 0xF7, 0xA2, 0xDE, 0xF9, 0xDE, 0x14]
        + [UInt8](repeating: 0, count: 15) + [0x10]

    static func plusOrder(_ number: [UInt8]) -> [UInt8] {
        var carry = 0
        return zip(number, order).map { left, right in
            let digit = Int(left) + Int(right) + carry
            carry = digit >> 8
            return UInt8(digit & 255)
        }
    }

    @Test func `S plus the order is no signature, however often it is added`() async throws {
        let issuer = try CryptoIssuer.of(.edDSA)
        let gate = try issuer.gate()
        var token = try await issuer.token()
        #expect(gate.admits(token))
        for _ in 0..<15 {
            token.signature = token.signature.prefix(32) + Self.plusOrder(Array(token.signature.suffix(32)))
            #expect(!gate.admits(token))
        }
    }

    @Test func `R and S can't be left out, cut off or exchanged`() async throws {
        let issuer = try CryptoIssuer.of(.edDSA)
        let token = try await issuer.token()
        let (r, s) = (Array(token.signature.prefix(32)), Array(token.signature.suffix(32)))
        let zeros = [UInt8](repeating: 0, count: 32)
        let cut = Array(s.dropLast())
        let others: [[UInt8]] = [s + r, r + zeros, zeros + s, r + r, s + s, r, s, r + cut, zeros + zeros]
        for signature in others {
            var altered = token
            altered.signature = signature
            #expect(try !issuer.gate().admits(altered))
        }
    }

    /// y of the points whose order divides 8, little-endian, and the same above the prime 2^255 − 19 where it fits.
    static let smallOrder: [[UInt8]] = {
        let zeros = [UInt8](repeating: 0, count: 31)
        let ones = [UInt8](repeating: 0xFF, count: 30)
        return [
            [0] + zeros, [1] + zeros, [0xEC] + ones + [0x7F], [0xED] + ones + [0x7F], [0xEE] + ones + [0x7F],
            [
                0x26, 0xE8, 0x95, 0x8F, 0xC2, 0xB2, 0x27, 0xB0, 0x45, 0xC3, 0xF4, 0x89, 0xF2, 0xEF, 0x98, 0xF0,
                0xD5, 0xDF, 0xAC, 0x05, 0xD3, 0xC6, 0x33, 0x39, 0xB1, 0x38, 0x02, 0x88, 0x6D, 0x53, 0xFC, 0x05,
            ],
            [
                0xC7, 0x17, 0x6A, 0x70, 0x3D, 0x4D, 0xD8, 0x4F, 0xBA, 0x3C, 0x0B, 0x76, 0x0D, 0x10, 0x67, 0x0F,
                0x2A, 0x20, 0x53, 0xFA, 0x2C, 0x39, 0xCC, 0xC6, 0x4E, 0xC7, 0xFD, 0x77, 0x92, 0xAC, 0x03, 0x7A,
            ],
        ]
    }()

    @Test(arguments: smallOrder, [UInt8(0), 0x80])
    func `a key of small order, which one signature fits for many messages, is refused`(
        _ y: [UInt8], _ sign: UInt8
    ) throws {
        let x = y.dropLast() + [y[31] | sign]
        let key = try JSONWebKey(.ed25519(x: Array(x)), for: .edDSA, keyID: nil)
        #expect(throws: KeyDefect.offCurve) { try OpenSSLVerifierMaker().verifier(for: key) }
    }

    /// No x fits y = 2; p + 3 and 2^255 − 1 are second texts of 3 and 18.
    @Test(
        arguments: [
            [2] + [UInt8](repeating: 0, count: 31), [0xF0] + [UInt8](repeating: 0xFF, count: 30) + [0x7F],
            [UInt8](repeating: 0xFF, count: 31) + [0x7F], [UInt8](repeating: 0xFF, count: 32),
        ] as [[UInt8]])
    func `a key that is no point, or a point's second text, is refused`(_ x: [UInt8]) throws {
        let key = try JSONWebKey(.ed25519(x: x), for: .edDSA, keyID: nil)
        #expect(throws: KeyDefect.offCurve) { try OpenSSLVerifierMaker().verifier(for: key) }
    }

    @Test func `keys that were made are none of these`() throws {
        for _ in 0..<200 { #expect(throws: Never.self) { try CryptoIssuer(.edDSA) } }
    }
}
