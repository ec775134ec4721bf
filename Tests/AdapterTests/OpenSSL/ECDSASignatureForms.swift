import SteelcutDomain
import Testing

@testable import SteelcutOpenSSL

@Suite("ECDSA signatures, DER and r‖s") struct ECDSASignatureForms {
    /// Two of 256 signatures have a number with a leading zero byte: 4,000 have them for certain.
    @Test func `numbers with leading zeros keep their 32 bytes`() async throws {
        let key = try CryptoKeys.key(.es256)
        let signer = try CryptoKeys.maker().signer(for: key, algorithm: .es256)
        let verifier = try OpenSSLVerifierMaker().verifier(for: CryptoKeys.maker().publicKey(of: key, for: .es256))
        var short = 0
        for number in 0..<4000 {
            let message = [UInt8(number >> 8), UInt8(number & 255)]
            let signature = try await signer.signature(for: message)
            try #require(signature.count == 64)
            if signature[0] == 0 || signature[32] == 0 {
                short += 1
                #expect(verifier.isValid(signature, for: message))
            }
        }
        #expect(short > 0)
    }

    @Test(
        arguments: [
            ([0x30, 6, 2, 1, 1, 2, 1, 2], [1], [2]),
            ([0x30, 8, 2, 2, 0, 0x80, 2, 2, 0, 0xFF], [0x80], [0xFF]),
            ([0x30, 7, 2, 2, 1, 0, 2, 1, 0x7F], [1, 0], [0x7F]),
        ] as [([UInt8], [UInt8], [UInt8])])
    func `both forms say the same`(_ der: [UInt8], _ r: [UInt8], _ s: [UInt8]) {
        let joined = [r, s].flatMap { [UInt8](repeating: 0, count: 32 - $0.count) + $0 }
        #expect(ECDSASignature.joined(der: der) == joined)
        #expect(ECDSASignature.der(joined: joined) == der)
    }

    @Test(
        arguments: [
            [], [0x30], [0x30, 0], [0x30, 6, 2, 1, 1, 2, 1], [0x30, 6, 2, 1, 1, 2, 1, 2, 0],
            [0x31, 6, 2, 1, 1, 2, 1, 2],
            [0x30, 3, 2, 1, 1], [0x30, 9, 2, 1, 1, 2, 1, 2, 2, 1, 3], [0x30, 6, 2, 1, 0x80, 2, 1, 2],
            [0x30, 7, 2, 2, 0, 1, 2, 1, 2], [0x30, 0x81, 6, 2, 1, 1, 2, 1, 2], [0x30, 5, 2, 0, 2, 1, 2],
            [0x30, 0x80, 2, 1, 1, 2, 1, 2, 0, 0], [0x30, 6, 3, 1, 1, 2, 1, 2], [0x30, 0xFF, 2, 1, 1, 2, 1, 2],
            [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF, 2, 1, 1],
            [0x30, 38, 2, 33, 1] + [UInt8](repeating: 0, count: 32) + [2, 1, 2],
        ] as [[UInt8]])
    func `what is not DER of two numbers is none`(_ der: [UInt8]) {
        #expect(ECDSASignature.joined(der: der) == nil)
    }
}
