import SteelcutDomain
import Testing

@testable import SteelcutOpenSSL

@Suite("Private keys") struct PrivateKeyKinds {
    /// The DER of a PEM text.
    static func der(_ pem: String) throws -> [UInt8] { try #require(PEMArmour(parsing: Array(pem.utf8))?.content) }

    static func publicKey(_ der: [UInt8], _ algorithm: SignatureAlgorithm) throws -> JSONWebKey {
        try CryptoKeys.maker().publicKey(of: PrivateKey(encoded: der), for: algorithm)
    }

    @Test(
        arguments: [
            (ForeignKeys.p384, SignatureAlgorithm.es256, KeyDefect.kind), (ForeignKeys.secp256k1, .es256, .kind),
            (ForeignKeys.p256Explicit, .es256, .kind), (ForeignKeys.p256Compressed, .es256, .kind),
            (ForeignKeys.x25519, .edDSA, .kind), (ForeignKeys.ed448, .edDSA, .kind),
            (ForeignKeys.rsaPSS, .ps256, .kind),
            (ForeignKeys.rsa1024, .rs256, .weak), (ForeignKeys.rsa1024, .ps256, .weak),
            (ForeignKeys.rsaExponent3, .rs256, .weak), (ForeignKeys.p256, .edDSA, .algorithm),
            (ForeignKeys.p256, .rs256, .algorithm), (ForeignKeys.p256, .ps256, .algorithm),
        ]) func `a key that is not for the algorithm is refused`(
            _ pem: String, _ algorithm: SignatureAlgorithm, _ defect: KeyDefect
        ) throws
    {
        let der = try Self.der(pem)
        #expect(throws: defect) { try Self.publicKey(der, algorithm) }
        #expect(throws: defect) {
            try CryptoKeys.maker().signer(for: PrivateKey(encoded: der), algorithm: algorithm)
        }
        #expect(ErrorQueue.isEmpty)
    }

    @Test func `a key made with OpenSSL's command line is taken`() throws {
        let key = try Self.publicKey(Self.der(ForeignKeys.p256), .es256)
        #expect(key.keyID != nil)
    }

    @Test(arguments: SignatureAlgorithm.allCases)
    func `something behind or instead of a key is refused`(_ algorithm: SignatureAlgorithm) throws {
        let der = try CryptoKeys.key(algorithm).withBytes { $0 }
        let traditional = try Self.der(SealedKeys.traditional)
        for bytes in [[], [0], [0x30, 0], der + [0], Array(der.dropFirst()), traditional] {
            #expect(throws: KeyDefect.malformed) { try Self.publicKey(bytes, algorithm) }
            #expect(ErrorQueue.isEmpty)
        }
    }

    @Test(arguments: SignatureAlgorithm.allCases)
    func `cut off anywhere, a key is refused`(_ algorithm: SignatureAlgorithm) throws {
        let der = try CryptoKeys.key(algorithm).withBytes { $0 }
        for length in der.indices {
            #expect(throws: KeyDefect.self) { try Self.publicKey(Array(der.prefix(length)), algorithm) }
        }
        #expect(ErrorQueue.isEmpty)
    }

    /// Attributes and some numbers of an RSA key serve nothing that a signature shows.
    @Test(arguments: SignatureAlgorithm.allCases)
    func `a damaged key is refused, or signs for what it says it is`(_ algorithm: SignatureAlgorithm) async throws {
        let der = try CryptoKeys.key(algorithm).withBytes { $0 }
        for offset in stride(from: 0, to: der.count, by: algorithm == .es256 || algorithm == .edDSA ? 1 : 37) {
            for bit in [UInt8(0x01), 0x80] {
                var damaged = der
                damaged[offset] ^= bit
                guard let key = try? Self.publicKey(damaged, algorithm) else { continue }
                let signer = try CryptoKeys.maker().signer(for: PrivateKey(encoded: damaged), algorithm: algorithm)
                let signature = try await signer.signature(for: [1])
                #expect(try OpenSSLVerifierMaker().verifier(for: key).isValid(signature, for: [1]))
            }
        }
    }

    /// The key of RFC 7515 appendix A.3 in PKCS#8, with a public half of one's choice (RFC 5915 section 3).
    static func pkcs8(x: String?, y: String = "") throws -> [UInt8] {
        let d = try #require(Base64URL.decode("jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI".utf8))
        var inner: [UInt8] = [0x02, 0x01, 0x01] + DER.encode(.octetString, d)
        if let x {
            let point = try [0x04] + #require(Base64URL.decode(x.utf8)) + #require(Base64URL.decode(y.utf8))
            let bits = DER.encode(.bitString, [0] + point)
            inner += [0xA1, UInt8(bits.count)] + bits
        }
        let algorithm: [UInt8] = [
            0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01,
            0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07,
        ]
        return DER.encode(
            .sequence, [0x02, 0x01, 0x00] + algorithm + DER.encode(.octetString, DER.encode(.sequence, inner)))
    }

    @Test func `the public half is derived where the private key leaves it out`() throws {
        let (x, y) = ("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0")
        let with = try Self.publicKey(Self.pkcs8(x: x, y: y), .es256)
        let without = try Self.publicKey(Self.pkcs8(x: nil), .es256)
        #expect(with == without)
        #expect(
            with.material == .p256(x: try #require(Base64URL.decode(x.utf8)), y: try #require(Base64URL.decode(y.utf8)))
        )
    }

    @Test func `a public half that belongs to another key is not believed`() throws {
        let other = try CryptoKeys.maker().publicKey(of: CryptoKeys.key(.es256), for: .es256)
        guard case .p256(let x, let y) = other.material else { throw KeyDefect.kind }
        let tampered = try Self.pkcs8(x: Base64URL.string(x), y: Base64URL.string(y))
        #expect(throws: KeyDefect.malformed) { try Self.publicKey(tampered, .es256) }
        #expect(throws: KeyDefect.malformed) {
            try CryptoKeys.maker().signer(for: PrivateKey(encoded: tampered), algorithm: .es256)
        }
    }
}
