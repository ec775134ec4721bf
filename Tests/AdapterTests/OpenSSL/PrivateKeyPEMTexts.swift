import SteelcutDomain
import Testing

@testable import SteelcutOpenSSL

@Suite("Private keys as PEM") struct PrivateKeyPEMTexts {
    static let passphrase = Array("steel".utf8)

    static func bytes(_ key: PrivateKey) -> [UInt8] { key.withBytes { $0 } }

    static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test(arguments: SignatureAlgorithm.allCases)
    func `a key comes back from its text, plain or sealed`(_ algorithm: SignatureAlgorithm) throws {
        let key = try CryptoKeys.key(algorithm)
        let plain = try PrivateKeyPEM.encode(key, passphrase: nil)
        #expect(Self.text(plain).hasPrefix("-----BEGIN PRIVATE KEY-----\n"))
        #expect(Self.text(plain).hasSuffix("\n-----END PRIVATE KEY-----\n"))
        #expect(Self.text(plain).split(separator: "\n").allSatisfy { $0.count <= 64 })
        #expect(try Self.bytes(PrivateKeyPEM.decode(plain, passphrase: nil)) == Self.bytes(key))
        #expect(try Self.bytes(PrivateKeyPEM.decode(plain, passphrase: Self.passphrase)) == Self.bytes(key))
        let sealed = try PrivateKeyPEM.encode(key, passphrase: Self.passphrase, iterations: 1000)
        #expect(Self.text(sealed).hasPrefix("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"))
        #expect(try Self.bytes(PrivateKeyPEM.decode(sealed, passphrase: Self.passphrase)) == Self.bytes(key))
        #expect(throws: PEMFailure.passphraseMissing) { try PrivateKeyPEM.decode(sealed, passphrase: nil) }
        #expect(throws: PEMFailure.wrongPassphrase) { try PrivateKeyPEM.decode(sealed, passphrase: [0]) }
        #expect(throws: PEMFailure.wrongPassphrase) { try PrivateKeyPEM.decode(sealed, passphrase: []) }
        #expect(ErrorQueue.isEmpty)
    }

    @Test func `a seal is PBES2 with the rounds that are promised, and never twice the same`() throws {
        let key = try CryptoKeys.key(.edDSA)
        let first = try PrivateKeyPEM.encode(key, passphrase: Self.passphrase)
        #expect(try PrivateKeyPEM.encode(key, passphrase: Self.passphrase) != first)
        #expect(try Self.bytes(PrivateKeyPEM.decode(first, passphrase: Self.passphrase)) == Self.bytes(key))
        let content = try #require(PEMArmour(parsing: first)?.content)
        let rounds: [UInt8] = [0x02, 0x03, 0x09, 0x27, 0xC0]
        let aes256: [UInt8] = [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01, 0x2A]
        let hmacSHA256: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x02, 0x09]
        for part in [rounds, aes256, hmacSHA256] { #expect(!content.ranges(of: part).isEmpty) }
        #expect(content.ranges(of: Self.bytes(key).suffix(32)).isEmpty)
    }

    /// Padding looks right under one wrong passphrase in 256.
    @Test func `however many passphrases are tried, a wrong one is a wrong one`() throws {
        let sealed = try PrivateKeyPEM.encode(CryptoKeys.key(.edDSA), passphrase: Self.passphrase, iterations: 1)
        for number in 0..<600 {
            #expect(throws: PEMFailure.wrongPassphrase) {
                try PrivateKeyPEM.decode(sealed, passphrase: Array("\(number)".utf8))
            }
        }
        #expect(ErrorQueue.isEmpty)
    }

    @Test func `an empty passphrase seals nothing`() throws {
        #expect(throws: KeyDefect.malformed) { try PrivateKeyPEM.encode(CryptoKeys.key(.edDSA), passphrase: []) }
    }

    @Test func `only a private key becomes a text`() {
        #expect(throws: KeyDefect.malformed) {
            try PrivateKeyPEM.encode(PrivateKey(encoded: [1, 2, 3]), passphrase: nil)
        }
    }

    @Test(arguments: [SealedKeys.plainOpenSSL, SealedKeys.aes128, SealedKeys.scrypt])
    func `seals of OpenSSL's command line open`(_ pem: String) throws {
        let key = try PrivateKeyPEM.decode(Array(pem.utf8), passphrase: Self.passphrase)
        let plain = try PrivateKeyPEM.decode(Array(ForeignKeys.p256.utf8), passphrase: nil)
        let maker = try CryptoKeys.maker()
        #expect(try maker.publicKey(of: key, for: .es256) == maker.publicKey(of: plain, for: .es256))
    }

    @Test(
        arguments: [
            SealedKeys.des3, SealedKeys.sha1, SealedKeys.pbes1, SealedKeys.p384, SealedKeys.traditional,
            SealedKeys.traditionalSealed, SealedKeys.publicKey, ForeignKeys.p384, ForeignKeys.secp256k1,
            ForeignKeys.p256Explicit, ForeignKeys.x25519, ForeignKeys.ed448, ForeignKeys.rsaPSS,
        ]) func `other kinds, formats and weak seals are refused as such`(_ pem: String)
    {
        #expect(throws: PEMFailure.unsupported) {
            try PrivateKeyPEM.decode(Array(pem.utf8), passphrase: Self.passphrase)
        }
        #expect(ErrorQueue.isEmpty)
    }

    @Test func `text before the key, its line ends and blanks at them don't matter`() throws {
        let key = try PrivateKeyPEM.decode(Array(ForeignKeys.p256.utf8), passphrase: nil)
        let lines = ForeignKeys.p256.split(separator: "\n")
        for text in [
            "A key of 2026.\nKeep it.\n\n" + ForeignKeys.p256 + "\n", lines.joined(separator: "\r\n") + "\r\n",
            lines.joined(separator: " \t\n"), ForeignKeys.p256 + "\n\n", lines.joined(separator: "\n\n"),
        ] {
            #expect(try Self.bytes(PrivateKeyPEM.decode(Array(text.utf8), passphrase: nil)) == Self.bytes(key))
        }
    }

    @Test func `what is not one whole PEM block is malformed`() {
        let pem = ForeignKeys.p256
        let lines = pem.split(separator: "\n").map(String.init)
        for text in [
            "", "\n", "-----BEGIN PRIVATE KEY-----", "-----BEGIN -----",
            "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----",
            "-----BEGIN PRIVATE KEY-----\nAA\n-----END PRIVATE KEY-----", pem + "\n" + pem,
            pem.replacing("END PRIVATE", with: "END ENCRYPTED PRIVATE"), pem.replacing("-----END", with: "----END"),
            pem.replacing("M", with: "!"), pem.replacing("M", with: "-"), lines[1...].joined(separator: "\n"),
            lines.dropLast().joined(separator: "\n"), lines.joined(), pem.replacing("BEGIN", with: "begin"),
            pem.replacing("BEGIN PRIVATE", with: "BEGIN ENCRYPTED PRIVATE").replacing("END ", with: "END ENCRYPTED "),
        ] {
            #expect(throws: PEMFailure.malformed) { try PrivateKeyPEM.decode(Array(text.utf8), passphrase: nil) }
        }
        for bytes in [[0xFF], Array(pem.utf8) + [0xFF], [UInt8](repeating: 0x41, count: 70_000)] as [[UInt8]] {
            #expect(throws: PEMFailure.malformed) { try PrivateKeyPEM.decode(bytes, passphrase: nil) }
        }
        #expect(ErrorQueue.isEmpty)
    }

    @Test(arguments: [nil, passphrase] as [[UInt8]?])
    func `cut off anywhere, a text is malformed`(_ passphrase: [UInt8]?) throws {
        let key = try CryptoKeys.key(.es256)
        let pem = try PrivateKeyPEM.encode(key, passphrase: passphrase, iterations: 1)
        // Without its last line end a text is still whole.
        for length in 0..<(pem.count - 1) {
            #expect(throws: PEMFailure.malformed) {
                try PrivateKeyPEM.decode(Array(pem.prefix(length)), passphrase: passphrase)
            }
        }
        #expect(throws: Never.self) { try PrivateKeyPEM.decode(pem.dropLast(), passphrase: passphrase) }
        #expect(ErrorQueue.isEmpty)
    }

    @Test(arguments: [nil, passphrase] as [[UInt8]?])
    func `a damaged text is refused or gives a key, and takes no longer for it`(_ passphrase: [UInt8]?) throws {
        let key = try CryptoKeys.key(.es256)
        let pem = try PrivateKeyPEM.encode(key, passphrase: passphrase, iterations: 1)
        for offset in pem.indices {
            for bit: UInt8 in [0x01, 0x10] {
                var damaged = pem
                damaged[offset] ^= bit
                do throws(PEMFailure) {
                    let read = try PrivateKeyPEM.decode(damaged, passphrase: passphrase)
                    #expect(!Self.bytes(read).isEmpty)
                } catch {
                    #expect(error != .passphraseMissing)
                }
            }
        }
        #expect(ErrorQueue.isEmpty)
    }

    @Test func `costs beyond reason are refused before any work`() throws {
        let sealed = try PrivateKeyPEM.encode(CryptoKeys.key(.edDSA), passphrase: Self.passphrase)
        var content = try #require(PEMArmour(parsing: sealed)?.content)
        let rounds: [UInt8] = [0x02, 0x03, 0x09, 0x27, 0xC0]
        let range = try #require(content.ranges(of: rounds).first)
        content.replaceSubrange(range, with: [0x02, 0x03, 0x7F, 0xFF, 0xFF])
        #expect(SealedKeyHeader.inspect(content) == .usable)
        content.replaceSubrange(range, with: [0x02, 0x03, 0xFF, 0xFF, 0xFF])
        #expect(SealedKeyHeader.inspect(content) == .malformed)
        var scrypt = try #require(PEMArmour(parsing: Array(SealedKeys.scrypt.utf8))?.content)
        // Block size 8, parallelism 1.
        let costs = try #require(scrypt.ranges(of: [0x02, 0x01, 0x08, 0x02, 0x01, 0x01]).first)
        scrypt[costs.upperBound - 1] = 0x7F
        let text = PEMArmour(label: "ENCRYPTED PRIVATE KEY", content: scrypt).text
        #expect(throws: PEMFailure.unsupported) { try PrivateKeyPEM.decode(text, passphrase: Self.passphrase) }
    }

    @Test func `failures say nothing of what they read`() {
        for failure in [PEMFailure.malformed, .passphraseMissing, .wrongPassphrase, .unsupported] {
            #expect(failure.description == failure.rawValue)
            #expect(!failure.description.isEmpty)
        }
    }
}
