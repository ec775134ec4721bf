import SteelcutDomain
import SteelcutOpenSSL
import Testing

/// The examples of RFC 8037 appendix A.
@Suite("RFC 8037 appendix A") struct RFC8037Vectors {
    static let d = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"
    static let x = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
    static let privateKey = #"{"kty":"OKP","crv":"Ed25519","d":"\#(d)","x":"\#(x)"}"#
    static let publicKey = #"{"kty":"OKP","crv":"Ed25519","x":"\#(x)"}"#
    static let signingInput = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc"
    static let signature = "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"

    @Test func `A1 and A2, the public half follows from the private one`() throws {
        let key = try OpenSSLKeyMaker(digest: OpenSSLDigest()).publicKey(of: Self.pkcs8(), for: .edDSA)
        #expect(key.material == .ed25519(x: try #require(Base64URL.decode(Self.x.utf8))))
    }

    @Test func `A1, a private key is no public key`() {
        #expect(throws: KeyDefect.privateMembers) {
            try JSONWebKey(parsing: JSONReader.read(Array(Self.privateKey.utf8)))
        }
    }

    @Test func `A3, the thumbprint`() throws {
        let key = try JSONWebKey(parsing: JSONReader.read(Array(Self.publicKey.utf8)))
        let thumbprint = JSONWebKey.thumbprint(of: key.material, digest: try OpenSSLDigest())
        #expect(thumbprint.description == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")
    }

    @Test func `A4, signing gives the printed signature`() async throws {
        let signer = try OpenSSLKeyMaker(digest: OpenSSLDigest()).signer(for: Self.pkcs8(), algorithm: .edDSA)
        let signature = try await signer.signature(for: Array(Self.signingInput.utf8))
        #expect(Base64URL.string(signature) == Self.signature)
    }

    @Test func `A5, the printed signature fits the printed key`() throws {
        let jws = try CompactJWS(parsing: Array("\(Self.signingInput).\(Self.signature)".utf8))
        let key = try JSONWebKey(parsing: JSONReader.read(Array(Self.publicKey.utf8)))
        let verifier = try OpenSSLVerifierMaker().verifier(for: key)
        #expect(jws.algorithm == .edDSA)
        #expect(verifier.isValid(jws.signature, for: jws.signingInput))
    }

    /// RFC 8410 section 7: the seed as PKCS#8.
    static func pkcs8() throws -> PrivateKey {
        let seed = try #require(Base64URL.decode(d.utf8))
        return PrivateKey(encoded: [0x30, 46, 2, 1, 0, 0x30, 5, 6, 3, 0x2B, 0x65, 0x70, 4, 34, 4, 32] + seed)
    }
}
