import SteelcutDomain
import SteelcutOpenSSL
import Testing

/// Keys are made once for all tests of this folder: RSA takes its time.
enum CryptoKeys {
    static let made = Result { () throws -> [SignatureAlgorithm: PrivateKey] in
        let maker = try OpenSSLKeyMaker(digest: OpenSSLDigest())
        return try SignatureAlgorithm.allCases.reduce(into: [:]) { keys, algorithm in
            keys[algorithm] = try maker.makeKey(for: algorithm)
        }
    }

    static func key(_ algorithm: SignatureAlgorithm) throws -> PrivateKey { try #require(made.get()[algorithm]) }

    static func maker() throws -> OpenSSLKeyMaker { try OpenSSLKeyMaker(digest: OpenSSLDigest()) }
}

@Suite("Signing and checking") struct SignatureRoundTrips {
    static let messages: [[UInt8]] = [
        [], [0], Array("header.payload".utf8), [UInt8](repeating: 0xAB, count: 8192),
    ]

    @Test(arguments: SignatureAlgorithm.allCases)
    func `what a key signs, its public half confirms, also after a trip through JSON`(
        _ algorithm: SignatureAlgorithm
    ) async throws {
        let key = try CryptoKeys.key(algorithm)
        let signer = try CryptoKeys.maker().signer(for: key, algorithm: algorithm)
        let published = try CryptoKeys.maker().publicKey(of: key, for: algorithm)
        let read = try JSONWebKey(parsing: JSONReader.read(JSONWriter.write(published.json)))
        #expect(read == published)
        #expect(signer.keyID == published.keyID)
        #expect(signer.algorithm == algorithm)
        let verifier = try OpenSSLVerifierMaker().verifier(for: read)
        #expect(verifier.keyID == published.keyID)
        #expect(verifier.algorithm == algorithm)
        for message in Self.messages {
            let signature = try await signer.signature(for: message)
            #expect(verifier.isValid(signature, for: message))
            #expect(!verifier.isValid(signature, for: message + [0]))
            #expect(!verifier.isValid(signature.map { $0 ^ 1 }, for: message))
        }
    }

    @Test(arguments: SignatureAlgorithm.allCases)
    func `signatures have the length that JWS gives them`(_ algorithm: SignatureAlgorithm) async throws {
        let signer = try CryptoKeys.maker().signer(for: CryptoKeys.key(algorithm), algorithm: algorithm)
        let length = try await signer.signature(for: [1]).count
        #expect(length == (algorithm == .es256 || algorithm == .edDSA ? 64 : 256))
    }

    @Test(arguments: [(SignatureAlgorithm.es256, false), (.edDSA, true), (.ps256, false), (.rs256, true)])
    func `an algorithm is random or it is not`(_ algorithm: SignatureAlgorithm, _ isFixed: Bool) async throws {
        let signer = try CryptoKeys.maker().signer(for: CryptoKeys.key(algorithm), algorithm: algorithm)
        let (first, second) = (try await signer.signature(for: [1]), try await signer.signature(for: [1]))
        #expect((first == second) == isFixed)
    }

    @Test(arguments: SignatureAlgorithm.allCases)
    func `another key of the same kind confirms nothing`(_ algorithm: SignatureAlgorithm) async throws {
        let signer = try CryptoKeys.maker().signer(for: CryptoKeys.key(algorithm), algorithm: algorithm)
        let stranger =
            switch algorithm {
            case .es256, .edDSA: try CryptoKeys.maker().makeKey(for: algorithm)
            case .ps256: try CryptoKeys.key(.rs256)
            case .rs256: try CryptoKeys.key(.ps256)
            }
        let other = try CryptoKeys.maker().publicKey(of: stranger, for: algorithm)
        let signature = try await signer.signature(for: [1])
        #expect(try !OpenSSLVerifierMaker().verifier(for: other).isValid(signature, for: [1]))
    }

    @Test func `one RSA key serves PS256 and RS256, each on its own`() async throws {
        let key = try CryptoKeys.key(.ps256)
        let maker = try CryptoKeys.maker()
        let (pss, pkcs1) = (try maker.publicKey(of: key, for: .ps256), try maker.publicKey(of: key, for: .rs256))
        #expect(pss.keyID == pkcs1.keyID)
        let signature = try await maker.signer(for: key, algorithm: .ps256).signature(for: [1])
        #expect(try OpenSSLVerifierMaker().verifier(for: pss).isValid(signature, for: [1]))
        #expect(try !OpenSSLVerifierMaker().verifier(for: pkcs1).isValid(signature, for: [1]))
    }

    @Test func `many tasks share one signer and one verifier`() async throws {
        for algorithm in SignatureAlgorithm.allCases {
            let key = try CryptoKeys.key(algorithm)
            let signer = try CryptoKeys.maker().signer(for: key, algorithm: algorithm)
            let verifier = try OpenSSLVerifierMaker().verifier(
                for: CryptoKeys.maker().publicKey(of: key, for: algorithm))
            let confirmed = try await withThrowingTaskGroup(of: Int.self) { group in
                for task in 0..<16 {
                    group.addTask { @concurrent in
                        var count = 0
                        for number in 0..<20 {
                            let message = [UInt8(task), UInt8(number)]
                            let signature = try await signer.signature(for: message)
                            if verifier.isValid(signature, for: message) { count += 1 }
                            if verifier.isValid(signature, for: message + [0]) { count += 1000 }
                        }
                        return count
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(confirmed == 320)
        }
    }
}
