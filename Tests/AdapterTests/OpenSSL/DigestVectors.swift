import SteelcutDomain
import SteelcutOpenSSL
import Testing

@Suite("SHA-256 and HMAC-SHA-256") struct DigestVectors {
    static func bytes(_ hexadecimal: String) -> [UInt8] {
        let digits = hexadecimal.compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }

    /// FIPS 180-4's examples and the empty message.
    @Test(
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
            (
                String(repeating: "a", count: 1_000_000),
                "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
            ),
        ]) func `SHA-256 is what FIPS 180-4 prints`(_ message: String, _ digest: String) throws
    {
        #expect(try OpenSSLDigest().sha256(Array(message.utf8)) == Self.bytes(digest))
    }

    /// RFC 4231 section 4, test cases 1 to 4, 6 and 7, and an empty key.
    @Test(
        arguments: [
            (
                [UInt8](repeating: 0x0B, count: 20), Array("Hi There".utf8),
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
            ),
            (
                Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
            ),
            (
                [UInt8](repeating: 0xAA, count: 20), [UInt8](repeating: 0xDD, count: 50),
                "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
            ),
            (
                Array(1...25), [UInt8](repeating: 0xCD, count: 50),
                "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
            ),
            (
                [UInt8](repeating: 0xAA, count: 131),
                Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
            ),
            (
                [UInt8](repeating: 0xAA, count: 131),
                Array(
                    ("This is a test using a larger than block-size key and a larger than block-size data. "
                        + "The key needs to be hashed before being used by the HMAC algorithm.").utf8),
                "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
            ),
            ([], [], "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"),
        ] as [([UInt8], [UInt8], String)])
    func `HMAC-SHA-256 is what RFC 4231 prints`(_ key: [UInt8], _ message: [UInt8], _ mac: String) throws {
        let digest = try OpenSSLDigest()
        #expect(digest.hmacSHA256(key: key, message) == Self.bytes(mac))
        #expect(digest.hmacSHA256(key: key, message) == Self.bytes(mac))
    }

    @Test func `one digest serves many tasks`() async throws {
        let digest = try OpenSSLDigest()
        let expected = (UInt8.min ... .max).map { (digest.sha256([$0]), digest.hmacSHA256(key: [$0], [$0])) }
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask { @concurrent in
                    (UInt8.min ... .max).allSatisfy {
                        digest.sha256([$0]) == expected[Int($0)].0
                            && digest.hmacSHA256(key: [$0], [$0]) == expected[Int($0)].1
                    }
                }
            }
            for await isRight in group { #expect(isRight) }
        }
    }

    @Test(arguments: [0, 1, 16, 32, 4096]) func `randomness has the length that was asked for`(_ count: Int) throws {
        #expect(try OpenSSLRandomness().bytes(count).count == count)
    }

    @Test func `randomness does not repeat`() throws {
        let drawn = try (0..<1000).map { _ in try OpenSSLRandomness().bytes(16) }
        #expect(Set(drawn).count == drawn.count)
        #expect(!drawn.contains([UInt8](repeating: 0, count: 16)))
    }

    @Test(arguments: [-1, Int.min, Int(Int32.max) + 1, Int.max])
    func `a number of bytes that can't be is a failure, not a crash`(_ count: Int) {
        #expect(throws: RandomnessFailure()) { try OpenSSLRandomness().bytes(count) }
    }
}
