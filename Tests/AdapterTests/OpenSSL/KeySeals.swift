import SteelcutDomain
import Testing

@testable import SteelcutOpenSSL

@Suite("Private keys under a seal") struct KeySeals {
    static let sealer = OpenSSLKeySealer(cost: ScryptCost(logN: 4, r: 8, p: 1))
    static let passphrase = Array("steel".utf8)

    static func bytes(_ hexadecimal: String) -> [UInt8] { DigestVectors.bytes(hexadecimal) }

    /// RFC 7914 section 12, cut to our length.
    @Test(arguments: [
        ("", "", 4, 1, 1, "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"),
        ("password", "NaCl", 10, 8, 16, "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"),
        (
            "pleaseletmein", "SodiumChloride", 14, 8, 1,
            "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
        ),
    ]) func `scrypt is what RFC 7914 prints`(
        _ vector: (passphrase: String, salt: String, logN: UInt64, r: UInt64, p: UInt64, key: String)
    ) throws {
        let key = KeyDerivation.scrypt(
            Array(vector.passphrase.utf8), salt: Array(vector.salt.utf8),
            cost: ScryptCost(logN: vector.logN, r: vector.r, p: vector.p))
        #expect(key?.withBytes { Array($0) } == Self.bytes(vector.key))
    }

    /// RFC 5869 appendix A.3, cut to our length.
    @Test func `HKDF is what RFC 5869 prints`() throws {
        let input = try #require(
            SecretBytes(count: 22) { start in
                for index in 0..<22 { start[index] = 0x0B }
                return true
            })
        let key = KeyDerivation.hkdf(input, salt: [], info: "")
        #expect(
            key?.withBytes { Array($0) }
                == Self.bytes("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"))
    }

    /// The GCM specification's test cases 13, 14 and 16 (AES-256).
    @Test(arguments: [
        (
            "0000000000000000000000000000000000000000000000000000000000000000", "000000000000000000000000", "", "",
            "530f8afbc74536b9a963b4f1c4cb738b"
        ),
        (
            "0000000000000000000000000000000000000000000000000000000000000000", "000000000000000000000000",
            "00000000000000000000000000000000", "", "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"
        ),
        (
            "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308", "cafebabefacedbaddecaf888",
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
            "feedfacedeadbeeffeedfacedeadbeefabaddad2",
            "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b"
        ),
    ]) func `AES-256-GCM is what its specification prints`(
        _ vector: (key: String, nonce: String, plain: String, additional: String, sealed: String)
    ) throws {
        let bytes = Self.bytes(vector.key)
        let key = try #require(
            SecretBytes(count: 32) { start in
                for (index, byte) in bytes.enumerated() { start[index] = byte }
                return true
            })
        let (nonce, additional) = (Self.bytes(vector.nonce), Self.bytes(vector.additional))
        let sealed = AuthenticatedCipher.seal(
            Self.bytes(vector.plain), key: key, nonce: nonce, additional: additional)
        #expect(sealed == Self.bytes(vector.sealed))
        #expect(
            AuthenticatedCipher.open(Self.bytes(vector.sealed), key: key, nonce: nonce, additional: additional)
                == Self.bytes(vector.plain))
        #expect(
            AuthenticatedCipher.open(Self.bytes(vector.sealed), key: key, nonce: nonce, additional: additional + [0])
                == nil)
        #expect(ErrorQueue.isEmpty)
    }

    @Test(arguments: SignatureAlgorithm.allCases)
    func `a key comes back, under the seal as it was stored, and never twice from the same text`(
        _ algorithm: SignatureAlgorithm
    ) throws {
        let key = try CryptoKeys.key(algorithm)
        let (seal, sealing) = try Self.sealer.makeSeal(passphrase: Self.passphrase)
        let first = try sealing.seal(key, boundTo: [1, 2])
        let second = try sealing.seal(key, boundTo: [1, 2])
        #expect(first != second)
        #expect(first.dropFirst().prefix(32) != second.dropFirst().prefix(32), "another salt")
        #expect(first.dropFirst(33).prefix(12) != second.dropFirst(33).prefix(12), "another nonce")
        let again = try OpenSSLKeySealer().unlock(seal, passphrase: Self.passphrase)
        for sealed in [first, second] {
            #expect(sealed.ranges(of: PrivateKeyPEMTexts.bytes(key).suffix(32)).isEmpty)
            #expect(
                try PrivateKeyPEMTexts.bytes(again.open(sealed, boundTo: [1, 2])) == PrivateKeyPEMTexts.bytes(key))
        }
        #expect(ErrorQueue.isEmpty)
    }

    @Test func `whatever bit is flipped, wherever it is cut, and for whatever else it is taken, it does not open`()
        throws
    {
        let (_, sealing) = try Self.sealer.makeSeal(passphrase: Self.passphrase)
        let sealed = try sealing.seal(CryptoKeys.key(.edDSA), boundTo: Array("a\nb".utf8))
        func defect(_ sealed: [UInt8], _ binding: String = "a\nb") -> SealDefect? {
            do throws(SealDefect) {
                _ = try sealing.open(sealed, boundTo: Array(binding.utf8))
                return nil
            } catch { return error }
        }
        #expect(defect(sealed) == nil)
        for bit in 0..<(sealed.count * 8) {
            var changed = sealed
            changed[bit / 8] ^= 1 << (bit % 8)
            #expect(defect(changed) == (bit < 8 ? .unsupported : .damaged))
        }
        for length in 0..<sealed.count { #expect(defect(Array(sealed.prefix(length))) == .damaged) }
        #expect(defect(sealed + [0]) == .damaged)
        for binding in ["", "a\nc", "a\nb\n", "A\nb"] { #expect(defect(sealed, binding) == .damaged) }
        let (_, other) = try Self.sealer.makeSeal(passphrase: Self.passphrase)
        #expect(throws: SealDefect.damaged) { try other.open(sealed, boundTo: Array("a\nb".utf8)) }
        #expect(ErrorQueue.isEmpty)
    }

    @Test func `another passphrase is told from a damaged seal only by the proof, and costs are bounded`() throws {
        let (seal, _) = try Self.sealer.makeSeal(passphrase: Self.passphrase)
        #expect(throws: SealDefect.wrongPassphrase) { try Self.sealer.unlock(seal, passphrase: [1]) }
        #expect(throws: SealDefect.wrongPassphrase) { try Self.sealer.unlock(seal, passphrase: []) }
        var proof = seal.proof
        proof[20] ^= 1
        let damaged = KeyringSeal(derivation: seal.derivation, proof: proof)
        #expect(throws: SealDefect.wrongPassphrase) { try Self.sealer.unlock(damaged, passphrase: Self.passphrase) }
        let salt = try #require(seal.derivation.split(separator: "$").last)
        // A cheaper cost than the one that was chosen is another key, too.
        for derivation in ["$scrypt$ln=3,r=8,p=1$\(salt)", "$scrypt$ln=4,r=7,p=1$\(salt)"] {
            let changed = KeyringSeal(derivation: derivation, proof: seal.proof)
            #expect(throws: SealDefect.wrongPassphrase) { try Self.sealer.unlock(changed, passphrase: Self.passphrase) }
        }
        for derivation in [
            "", "$", "scrypt$ln=4,r=8,p=1$\(salt)", "$scrypt$ln=4,r=8,p=1$", "$scrypt$ln=4,r=8,p=1$\(salt)$",
            "$scrypt$ln=4,r=8,p=1$\(salt.dropLast())", "$scrypt$ln=21,r=8,p=1$\(salt)", "$scrypt$ln=0,r=8,p=1$\(salt)",
            "$scrypt$ln=4,r=33,p=1$\(salt)", "$scrypt$ln=4,r=8,p=17$\(salt)", "$scrypt$ln=20,r=32,p=1$\(salt)",
            "$scrypt$ln=4,r=8,p=0$\(salt)", "$scrypt$ln=04,r=8,p=1$\(salt)", "$scrypt$ln=4,r=8$\(salt)",
            "$scrypt$r=8,ln=4,p=1$\(salt)", "$argon2id$ln=4,r=8,p=1$\(salt)", "$scrypt$ln=4,r=8,p=1$\(salt)\n",
            "$scrypt$ln=99999999999999999999,r=8,p=1$\(salt)",
        ] {
            let changed = KeyringSeal(derivation: derivation, proof: seal.proof)
            #expect(throws: SealDefect.unsupported, "\(derivation)") {
                try Self.sealer.unlock(changed, passphrase: Self.passphrase)
            }
        }
        #expect(ErrorQueue.isEmpty)
    }

    @Test func `new seals cost what is promised`() throws {
        let (seal, _) = try OpenSSLKeySealer().makeSeal(passphrase: Self.passphrase)
        #expect(seal.derivation.hasPrefix("$scrypt$ln=15,r=8,p=3$"))
    }
}
