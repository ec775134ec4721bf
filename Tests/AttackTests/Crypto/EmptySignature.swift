import SteelcutDomain
import Testing

@Suite("Attack: an empty signature") struct EmptySignature {
    @Test(arguments: SignatureAlgorithm.allCases)
    func `a token without its signature is refused`(_ algorithm: SignatureAlgorithm) async throws {
        let issuer = try CryptoIssuer.of(algorithm)
        let gate = try issuer.gate()
        var token = try await issuer.token()
        #expect(gate.admits(token))
        let dot = [UInt8(ascii: ".")]
        for tail in [[], dot, dot + dot, dot + Array("AA".utf8), dot + Array("null".utf8)] {
            #expect(!gate.admits(token.signingInput + tail))
        }
        let length = token.signature.count
        for signature in [[], [0], [UInt8](repeating: 0, count: length), [UInt8](repeating: 0xFF, count: length)] {
            token.signature = signature
            #expect(!gate.admits(token))
        }
    }

    @Test(arguments: SignatureAlgorithm.allCases, ["none", "None", "NONE", "nOnE", ""])
    func `an algorithm that needs no signature is refused`(_ algorithm: SignatureAlgorithm, _ name: String) async throws
    {
        let issuer = try CryptoIssuer.of(algorithm)
        let header = #"{"typ":"at+jwt","alg":"\#(name)","kid":"\#(issuer.signer.keyID)"}"#
        var token = try await issuer.token(header: header)
        #expect(try !issuer.gate().admits(token))
        token.signature = []
        #expect(try !issuer.gate().admits(token))
    }
}
