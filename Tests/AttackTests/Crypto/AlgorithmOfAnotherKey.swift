import SteelcutDomain
import SteelcutOpenSSL
import Testing

/// RFC 8725 section 3.1: one key, one algorithm, and the key says which.
@Suite("Attack: the algorithm of another key") struct AlgorithmOfAnotherKey {
    static let names = [
        "ES256", "EdDSA", "PS256", "RS256", "ES384", "ES512", "ES256K", "PS384", "PS512", "RS384", "RS512", "RS1",
        "HS256",
        "Ed25519", "Ed448", "none", "A128KW", "dir",
    ]

    @Test(arguments: SignatureAlgorithm.allCases, names)
    func `a header that names another algorithm than the key's is refused`(
        _ algorithm: SignatureAlgorithm, _ name: String
    ) async throws {
        let issuer = try CryptoIssuer.of(algorithm)
        let header = issuer.header.replacing("\"\(algorithm.rawValue)\"", with: "\"\(name)\"")
        let token = try await issuer.token(header: header)
        #expect(try issuer.gate().admits(token) == (name == algorithm.rawValue))
        let nameless = try await issuer.token(header: #"{"alg":"\#(name)"}"#)
        #expect(try issuer.gate().admits(nameless) == (name == algorithm.rawValue))
    }

    @Test(arguments: [SignatureAlgorithm.ps256, .rs256])
    func `an RSA key of one padding confirms nothing of the other`(_ algorithm: SignatureAlgorithm) async throws {
        let other = algorithm == .ps256 ? SignatureAlgorithm.rs256 : .ps256
        let maker = try OpenSSLKeyMaker(digest: OpenSSLDigest())
        let key = try maker.makeKey(for: algorithm)
        let message = Array("message".utf8)
        let signature = try await maker.signer(for: key, algorithm: other).signature(for: message)
        let verifier = try OpenSSLVerifierMaker().verifier(for: maker.publicKey(of: key, for: algorithm))
        #expect(verifier.algorithm == algorithm)
        #expect(!verifier.isValid(signature, for: message))
    }

    @Test(arguments: SignatureAlgorithm.allCases)
    func `the kid of another key does not lend its algorithm`(_ algorithm: SignatureAlgorithm) async throws {
        let issuer = try CryptoIssuer.of(algorithm)
        let everybody = try SignatureAlgorithm.allCases.map { try CryptoIssuer.of($0) }
        let gate = try CryptoGate(everybody.map(\.publicKey))
        #expect(try await gate.admits(issuer.token()))
        for other in everybody where other.signer.algorithm != algorithm {
            #expect(try await !gate.admits(issuer.token(header: other.header)))
            let kid = #"{"alg":"\#(algorithm.rawValue)","kid":"\#(other.signer.keyID)"}"#
            #expect(try await !gate.admits(issuer.token(header: kid)))
        }
    }
}
