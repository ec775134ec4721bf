import SteelcutDomain
import Testing

/// CVE-2022-21449: with r = s = 0 some libraries confirm everything.
@Suite("Attack: ECDSA numbers at the edges of their range") struct ECDSAZeroAndOrder {
    static let order: [UInt8] = [
        0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0xBC, 0xE6, 0xFA, 0xAD, 0xA7, 0x17, 0x9E, 0x84, 0xF3, 0xB9, 0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x51,
    ]

    /// The prime of the field, p: above n, so that a coordinate may be too.
    static let prime: [UInt8] = [
        0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
    ]

    static let edges: [[UInt8]] = {
        let zeros = [UInt8](repeating: 0, count: 31)
        return [
            zeros + [0], zeros + [1], order.dropLast() + [0x50], order, order.dropLast() + [0x52], prime,
            [UInt8](repeating: 0xFF, count: 32),
        ]
    }()

    @Test(arguments: edges, edges) func `no pair of edges is a signature`(_ r: [UInt8], _ s: [UInt8]) async throws {
        let issuer = try CryptoIssuer.of(.es256)
        var token = try await issuer.token()
        let genuine = token.signature
        token.signature = r + s
        #expect(try !issuer.gate().admits(token))
        token.signature = r + genuine.suffix(32)
        #expect(try !issuer.gate().admits(token))
        token.signature = genuine.prefix(32) + s
        #expect(try !issuer.gate().admits(token))
    }
}
