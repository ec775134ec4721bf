import SteelcutDomain
import Testing

@Suite("Attack: flipped bits") struct BitFlips {
    @Test(arguments: SignatureAlgorithm.allCases)
    func `no bit of a token's text can change`(_ algorithm: SignatureAlgorithm) async throws {
        let issuer = try CryptoIssuer.of(algorithm)
        let gate = try issuer.gate()
        let token = try await issuer.token().bytes
        #expect(gate.admits(token))
        for offset in token.indices {
            for bit in 0..<8 {
                var flipped = token
                flipped[offset] ^= 1 << UInt8(bit)
                #expect(!gate.admits(flipped))
            }
        }
    }

    @Test(arguments: SignatureAlgorithm.allCases)
    func `no bit of a signature's bytes can change`(_ algorithm: SignatureAlgorithm) async throws {
        let issuer = try CryptoIssuer.of(algorithm)
        let gate = try issuer.gate()
        let token = try await issuer.token()
        for offset in token.signature.indices {
            for bit in 0..<8 {
                var flipped = token
                flipped.signature[offset] ^= 1 << UInt8(bit)
                #expect(!gate.admits(flipped))
            }
        }
    }
}
