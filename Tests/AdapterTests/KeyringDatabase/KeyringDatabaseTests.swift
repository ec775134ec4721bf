import SteelcutDomain
import SteelcutKeyringDatabase
import SteelcutOpenSSL
import SteelcutTestKit
import Testing

@Suite struct KeyringDatabaseTests {
    let rows = SealedRows()
    let bench = SealBench()

    @Test func `a keyring that was not made says so, and is made once`() async throws {
        let keyring = try bench.keyring(over: rows)
        #expect(try await storeFailure { _ = try await keyring.keys() }.code == .notInitialized)
        #expect(try await storeFailure { _ = try await SealBench.add(to: keyring) }.code == .notInitialized)
        try await keyring.create()
        let seal = rows.keyring.seal
        try await keyring.create()
        try await bench.keyring(over: rows).create()
        #expect(seal != nil && rows.keyring.seal == seal)
    }

    @Test func `one slow derivation is all that a start takes, however many keys there are`() async throws {
        let keyring = try bench.keyring(over: rows)
        try await keyring.create()
        for _ in 1...3 { _ = try await SealBench.add(to: keyring) }
        let node = try bench.keyring(over: rows)
        let before = bench.derivations
        for _ in 1...3 { #expect(try await node.keys().count == 3) }
        #expect(bench.derivations == before + 1)
    }

    @Test func `a wrong passphrase is named by its setting, and not tried again and again`() async throws {
        let keyring = try bench.keyring(over: rows)
        try await keyring.create()
        _ = try await SealBench.add(to: keyring)
        bench.passphrase = "steal"
        let node = try bench.keyring(over: rows)
        let before = bench.derivations
        for _ in 1...3 {
            let failure = try await storeFailure { _ = try await node.keys() }
            #expect(failure.code == .corrupt)
            #expect(failure.cause.contains("keyring.passphrase-file"))
            #expect(!failure.cause.contains("steal"))
        }
        #expect(try await storeFailure { try await node.create() }.code == .corrupt)
        #expect(bench.derivations == before + 1)
        bench.passphrase = "steel"
        #expect(try await node.keys().count == 1)
        #expect(bench.derivations == before + 2)
    }

    @Test func `sealed anew, all keys are under the new passphrase, and a node follows when it has that`() async throws
    {
        let keyring = try bench.keyring(over: rows)
        try await keyring.create()
        for _ in 1...3 { _ = try await SealBench.add(to: keyring) }
        let ids = Set(try await keyring.keys().map(\.record.keyID))
        let node = try bench.keyring(over: rows)
        _ = try await node.keys()
        let before = rows.keyring
        #expect(try await keyring.reseal(with: Array("new".utf8)) == 3)
        #expect(rows.keyring.seal != before.seal)
        #expect(Set(rows.keyring.keys.map(\.sealed)).isDisjoint(with: before.keys.map(\.sealed)))
        // Whoever did it goes on; the node has the old passphrase still, and adds nothing under it.
        #expect(Set(try await keyring.keys().map(\.record.keyID)) == ids)
        #expect(try await storeFailure { _ = try await node.keys() }.code == .corrupt)
        #expect(try await storeFailure { _ = try await SealBench.add(to: node) }.code == .corrupt)
        #expect(rows.keyring.keys.count == 3)
        bench.passphrase = "new"
        #expect(Set(try await node.keys().map(\.record.keyID)) == ids)
        _ = try await SealBench.add(to: node)
        #expect(try await keyring.keys().count == 4)
    }

    @Test func `what is changed in the table is refused by the key's name, and tells nothing of the key`() async throws
    {
        let keyring = try bench.keyring(over: rows)
        try await keyring.create()
        let (first, second) = (try await SealBench.add(to: keyring), try await SealBench.add(to: keyring, signsFrom: 2))
        let whole = rows.keyring
        let row = try #require(whole.keys.first { $0.keyID == first.keyID })
        let other = try #require(whole.keys.first { $0.keyID == second.keyID })
        func changed(
            _ keyID: KeyID? = nil, _ algorithm: SignatureAlgorithm = .es256, created: Int = 1, signsFrom: Int = 1,
            _ sealed: [UInt8]? = nil
        ) -> SealedSigningKey {
            SealedSigningKey(
                keyID: keyID ?? row.keyID, algorithm: algorithm, created: Timestamp(seconds: created),
                signsFrom: Timestamp(seconds: signsFrom), ended: nil, sealed: sealed ?? row.sealed)
        }
        let stranger = try #require(KeyID(parsing: "stranger"))
        var flipped = row.sealed
        flipped[100] ^= 4
        for damage in [
            changed(stranger), changed(nil, .edDSA), changed(nil, .ps256), changed(created: 0), changed(signsFrom: 0),
            changed(nil, .es256, flipped), changed(nil, .es256, []), changed(nil, .es256, Array(row.sealed.dropLast())),
            changed(nil, .es256, [2] + row.sealed.dropFirst()),
            // Another key's private half in this one's place.
            changed(nil, .es256, other.sealed),
        ] {
            rows.keyring = SealedKeyring(seal: whole.seal, keys: [damage, other])
            for node in [keyring, try bench.keyring(over: rows)] {
                let failure = try await storeFailure { _ = try await node.keys() }
                #expect(failure.code == .corrupt)
                #expect(failure.cause.contains("signing key \(damage.keyID) in the database"), "\(failure.cause)")
                #expect(failure.cause.utf8.count < 200)
            }
        }
        rows.keyring = whole
        #expect(try await keyring.keys().count == 2)
        // Rows without the seal that they are under.
        rows.keyring = SealedKeyring(seal: nil, keys: whole.keys)
        #expect(try await storeFailure { try await keyring.create() }.code == .corrupt)
    }

    @Test func `a private key that is not the public one's is not taken`() async throws {
        let keyring = try bench.keyring(over: rows)
        try await keyring.create()
        let maker = try CryptoKeys.maker()
        let record = try #require(
            SigningKeyRecord(
                publicKey: maker.publicKey(of: maker.makeKey(for: .es256), for: .es256), created: Timestamp(seconds: 1),
                signsFrom: Timestamp(seconds: 1)))
        let other = try maker.makeKey(for: .es256)
        await #expect(throws: KeyStoreError.self) {
            try await keyring.add(SigningKey(record: record, privateKey: other))
        }
        #expect(rows.keyring.keys.isEmpty)
    }
}
