import Foundation
import SteelcutDomain
import SteelcutOpenSSL
import Testing

@testable import SteelcutKeyringDirectory

/// Damaged, truncated and exchanged files: refused by name, without a byte of the key in the message.
@Suite struct KeyringDamageTests {
    let fixture: KeyringFixture

    init() throws { fixture = try KeyringFixture() }

    /// Expects that the one file is refused, by its name, and that nothing of the key is shown.
    private func expectRefusal(
        _ file: String, passphrase: String? = nil, _ comment: Comment, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let failure = try await fixture.refusal(passphrase: passphrase)
        let lines = Self.secretLines(String(decoding: try fixture.bytes(file), as: UTF8.self))
        Self.check(failure, file, lines, comment, sourceLocation)
    }

    private static func check(
        _ failure: StoreFailure, _ file: String, _ secretLines: [String], _ comment: Comment, _ location: SourceLocation
    ) {
        let isRight =
            failure.code == .corrupt && failure.cause.hasPrefix("\(file): ")
            && !secretLines.contains { failure.cause.contains($0) }
        #expect(isRight, comment, sourceLocation: location)
    }

    private static func secretLines(_ text: String) -> [String] {
        text.split(separator: "\n").filter { $0.utf8.count > 20 && !$0.contains(":") }.map(String.init)
    }

    @Test(arguments: [nil, "passphrase"])
    func `a file that is cut off anywhere, or of which any byte is another, is refused`(
        passphrase: String?
    ) async throws {
        let (keyring, _, file) = try await fixture.keyringWithKey(passphrase: passphrase)
        let bytes = try fixture.bytes(file)
        let lines = Self.secretLines(String(decoding: bytes, as: UTF8.self))
        for offset in bytes.indices {
            var low = bytes
            var high = bytes
            low[offset] ^= 0x01
            high[offset] ^= 0x80
            for damaged in [Array(bytes[..<offset]), low, high] {
                try fixture.overwrite(file, damaged)
                let failure = try await storeFailure { _ = try await keyring.keys() }
                Self.check(failure, file, lines, "byte \(offset) of \(damaged.count)", #_sourceLocation)
            }
        }
        try fixture.overwrite(file, bytes)
        #expect(try await keyring.keys().count == 1)
    }

    @Test func `anything before, between or behind is refused`() async throws {
        let (_, _, file) = try await fixture.keyringWithKey()
        let text = String(decoding: try fixture.bytes(file), as: UTF8.self)
        for changed in [
            text + "\n", text + text, "\n" + text, "note: mine\n" + text, text.replacing("\n", with: "\r\n"),
            "\u{FEFF}" + text, text.replacing("-----BEGIN", with: "ended: 1\n-----BEGIN"),
            String(repeating: "\n", count: 99),
            "-----BEGIN ", "kid: \n-----BEGIN PRIVATE KEY-----", "\0",
        ] {
            try fixture.overwrite(file, Array(changed.utf8))
            try await expectRefusal(file, "\(changed.prefix(12))…")
        }
    }

    @Test func `a file larger than 64 KiB is refused, and not read any further`() async throws {
        let (_, _, file) = try await fixture.keyringWithKey()
        try fixture.overwrite(file, [UInt8](repeating: 0x0A, count: 65_537))
        try await expectRefusal(file, "too large")
        #expect(try await fixture.refusal().cause.hasSuffix("larger than 64 KiB"))
    }

    @Test func `a file under another key's name is refused`() async throws {
        let (_, _, file) = try await fixture.keyringWithKey()
        let other = fixture.file(of: try fixture.key())
        try FileManager.default.moveItem(atPath: file, toPath: other)
        try await expectRefusal(other, "renamed")
    }

    @Test func `a key under another's kid, or another algorithm, is refused though the checksum is right`() async throws
    {
        let (_, key, file) = try await fixture.keyringWithKey()
        let other = try fixture.key()
        let record = key.record
        for (kid, algorithm, source) in [
            (record.keyID, SignatureAlgorithm.es256, other), (record.keyID, .ps256, key), (record.keyID, .edDSA, key),
        ] {
            let forged = KeyFile(
                keyID: kid.description, algorithm: algorithm, created: record.created, signsFrom: record.signsFrom,
                ended: nil, pem: try PrivateKeyPEM.encode(source.privateKey, passphrase: nil))
            try fixture.overwrite(file, forged.text(digest: try OpenSSLDigest()))
            try await expectRefusal(file, "forged \(algorithm)")
        }
    }

    @Test func `one bad file among good ones is an error, never a shorter list`() async throws {
        let (keyring, _, _) = try await fixture.keyringWithKey()
        let other = try fixture.key()
        try await keyring.add(other)
        let file = fixture.file(of: other)
        try fixture.overwrite(file, Array(try fixture.bytes(file).dropLast(40)))
        try await expectRefusal(file, "one of two")
        // A keyring that has read the good ones before is no exception.
        #expect(try await storeFailure { _ = try await keyring.keys() }.code == .corrupt)
    }

    @Test func `a damaged file is not ended, that is: not written over`() async throws {
        let (keyring, key, file) = try await fixture.keyringWithKey()
        let damaged = Array(try fixture.bytes(file).dropLast())
        try fixture.overwrite(file, damaged)
        let failure = try await storeFailure { try await keyring.end(key.record.keyID, at: Timestamp(microseconds: 1)) }
        #expect(failure.code == .corrupt)
        #expect(try fixture.bytes(file) == damaged)
    }
}
