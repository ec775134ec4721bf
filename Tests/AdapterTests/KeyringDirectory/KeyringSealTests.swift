import SteelcutDomain
import SteelcutKeyringDirectory
import Testing

@Suite struct KeyringSealTests {
    let fixture: KeyringFixture

    init() throws { fixture = try KeyringFixture() }

    @Test func `the file says in words what it holds, and then the key`() async throws {
        let (_, key, file) = try await fixture.keyringWithKey()
        let lines = String(decoding: try fixture.bytes(file), as: UTF8.self).split(separator: "\n")
        #expect(
            lines.prefix(5) == [
                "kid: \(key.record.keyID)", "algorithm: ES256", "created: 1763760000123457 (2025-11-21T21:20:00Z)",
                "signs-from: 1763760600123457 (2025-11-21T21:30:00Z)", "ended: 1763846400000001 (2025-11-22T21:20:00Z)",
            ])
        #expect(lines.dropFirst(5).first?.hasPrefix("sha256: ") == true)
        #expect(lines.dropFirst(6).first == "-----BEGIN PRIVATE KEY-----")
        #expect(lines.last == "-----END PRIVATE KEY-----")
    }

    @Test(arguments: SignatureAlgorithm.allCases)
    func `keys of every kind come back`(algorithm: SignatureAlgorithm) async throws {
        let keyring = fixture.keyring()
        try await keyring.create()
        let key = try fixture.key(algorithm)
        try await keyring.add(key)
        #expect(try await fixture.keyring().keys().map(\.record) == [key.record])
    }

    @Test func `a sealed key is opened with its passphrase and no other`() async throws {
        let (_, key, file) = try await fixture.keyringWithKey(passphrase: "right")
        #expect(String(decoding: try fixture.bytes(file), as: UTF8.self).contains("BEGIN ENCRYPTED PRIVATE KEY"))
        #expect(try await fixture.keyring(passphrase: "right").keys().map(\.record) == [key.record])
        for (passphrase, reason) in [
            ("wrong", "the passphrase does not open the private key (keyring.passphrase-file)"),
            (nil, "the private key is sealed and no passphrase is set (keyring.passphrase-file)"),
        ] {
            let failure = try await fixture.refusal(passphrase: passphrase)
            #expect(failure.code == .corrupt)
            #expect(failure.cause == "\(file): \(reason)")
        }
    }

    @Test func `a plain key under a passphrase is used, with a warning`() async throws {
        let (plain, key, file) = try await fixture.keyringWithKey()
        #expect(try await plain.warnings() == [])
        let keyring = fixture.keyring(passphrase: "new")
        #expect(try await keyring.keys().map(\.record) == [key.record])
        try await keyring.add(try fixture.key())
        #expect(try await keyring.keys().count == 2)
        #expect(try await keyring.warnings() == ["\(file): the key is not sealed, though a passphrase is set"])
    }

    @Test func `an ended key stays sealed as it was`() async throws {
        let (keyring, key, file) = try await fixture.keyringWithKey(passphrase: "right")
        let sealed = try fixture.bytes(file).suffix(200)
        try await keyring.end(key.record.keyID, at: Timestamp(microseconds: 1))
        #expect(try fixture.bytes(file).suffix(200) == sealed)
        #expect(try await keyring.keys().map(\.record.ended) == [Timestamp(microseconds: 1)])
    }
}
