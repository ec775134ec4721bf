import SteelcutDomain
import SteelcutOpenSSL
import Testing

/// A public key is no shared secret, whatever bytes of it are taken for one (CVE-2015-9235, CVE-2026-48526).
@Suite struct PublicKeyAsSecret {
    @Test(arguments: Transport.all, SignatureAlgorithm.allCases)
    func `signs nothing`(_ transport: Transport, _ algorithm: SignatureAlgorithm) async throws {
        let server = try BearerFixture(over: transport, algorithm: algorithm)
        let key = server.key.publicKey
        var secrets: [[UInt8]] = [
            JSONWriter.write(key.json), JSONWriter.write(JSONWebKeySet([key]).json),
            Array(server.key.signer.keyID.description.utf8), [],
        ]
        switch key.material {
        case .p256(let x, let y): secrets += [x, x + y, [4] + x + y]
        case .ed25519(let x): secrets.append(x)
        case .rsa(let modulus, let exponent): secrets += [modulus, [0] + modulus, exponent]
        }
        let digest = try OpenSSLDigest()
        for name in ["HS256", algorithm.rawValue] {
            let input = CompactJWS.signingInput(
                header: Array(server.header(("alg", #""\#(name)""#)).utf8),
                payload: Array(BearerFixture.goodClaims.utf8))
            for secret in secrets {
                let signature = digest.hmacSHA256(key: secret, input)
                try await server.expectInvalid(CompactJWS.compact(signingInput: input, signature: signature))
            }
        }
    }
}
