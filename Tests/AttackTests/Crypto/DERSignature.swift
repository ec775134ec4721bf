import SteelcutDomain
import Testing

@testable import SteelcutOpenSSL

/// RFC 7518 section 3.4 knows r‖s alone: a second form would be a second token.
@Suite("Attack: an ECDSA signature in DER") struct DERSignature {
    @Test func `the right numbers in DER are no signature`() async throws {
        let issuer = try CryptoIssuer.of(.es256)
        let gate = try issuer.gate()
        // DER of small numbers may have 64 bytes by chance; of these it has 68 to 72.
        for number in 0..<50 {
            var token = try await issuer.token(payload: "\(number)")
            #expect(gate.admits(token))
            token.signature = try #require(ECDSASignature.der(joined: token.signature))
            #expect(!gate.admits(token))
        }
    }
}
