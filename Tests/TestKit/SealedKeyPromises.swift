public import SteelcutDomain

extension Promise where Subject == any Ports.SealedKeyStore {
    /// All that a store of sealed keys promises beyond what `Promise<KeyStoreSubject>` asks of a keyring over it.
    public static var all: [Self] {
        [
            Self("an empty store has neither a seal nor keys") { store in
                try expect(try await store.sealedKeys() == SealedKeyring(seal: nil, keys: []), "it is empty")
            },
            Self("the first seal stays, whoever comes with another one") { store in
                let seals = (1...6).map(SealedSamples.seal)
                let said = try await withThrowingTaskGroup(of: KeyringSeal.self) { group in
                    for seal in seals { group.addTask { try await store.setSeal(seal) } }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                let kept = try await store.sealedKeys().seal
                try expect(kept.map(seals.contains) == true, "one of the seals is kept")
                try expect(said.allSatisfy { $0 == kept }, "everybody is told which")
                try expect(try await store.setSeal(SealedSamples.seal(7)) == kept, "also later")
            },
            Self("a row comes back as it was given, ended or not, whatever its bytes") { store in
                let seal = try await store.setSeal(SealedSamples.seal(1))
                let keys = try [
                    SealedSamples.key(1, sealed: Array(0...255)), SealedSamples.key(2, ended: 1_763_760_000_123_457),
                    SealedSamples.key(3, ended: -1, sealed: [0]),
                ]
                for key in keys {
                    try await store.addSealed(key, publicKey: SealedSamples.publicKey(9), under: seal, beside: nil)
                }
                try expect(
                    try await store.sealedKeys() == SealedKeyring(seal: seal, keys: keys), "the rows are the same")
            },
            Self("a key under another seal than the one in force is refused and changes nothing") { store in
                let key = try SealedSamples.key(1)
                let publicKey = try SealedSamples.publicKey(1)
                try await expectChanged("without a seal") {
                    try await store.addSealed(key, publicKey: publicKey, under: SealedSamples.seal(1), beside: nil)
                }
                let seal = try await store.setSeal(SealedSamples.seal(1))
                try await expectChanged("under another one") {
                    try await store.addSealed(key, publicKey: publicKey, under: SealedSamples.seal(2), beside: [])
                }
                try expect(try await store.sealedKeys() == SealedKeyring(seal: seal, keys: []), "nothing was added")
            },
            Self("sealing anew replaces the seal and every sealed half, and nothing else") { store in
                let before = try await filled(store, keys: 3)
                let after = try resealed(before, 2)
                try await store.reseal(before, as: after)
                try expect(try await store.sealedKeys() == after, "all is as it was given")
                try await expectChanged("by who knows the former seal") {
                    try await store.reseal(before, as: resealed(before, 3))
                }
                try expect(try await store.sealedKeys() == after, "and stays")
            },
            Self("who seals anew what was changed meanwhile is refused, and changes nothing") { store in
                var seen = try await filled(store, keys: 2)
                let seal = try require(seen.seal, "a seal")
                try await store.addSealed(
                    SealedSamples.key(7), publicKey: SealedSamples.publicKey(7), under: seal, beside: nil)
                try await expectChanged("beside a new key") { try await store.reseal(seen, as: resealed(seen, 2)) }
                seen = try await store.sealedKeys()
                try await store.endSealed(SealedSamples.key(7).keyID, at: Timestamp(microseconds: 5))
                try await expectChanged("beside an ended key") { try await store.reseal(seen, as: resealed(seen, 2)) }
                try expect(try await store.sealedKeys().seal == seal, "the seal stays")
            },
            Self("of many who seal anew at once one succeeds, and all rows are of one seal") { store in
                let before = try await filled(store, keys: 4)
                let successes = try await withThrowingTaskGroup(of: Int?.self) { group in
                    for number in 2...6 {
                        let wanted = try resealed(before, number)
                        group.addTask {
                            let thrown = try await refusal(KeyStoreError.self) {
                                try await store.reseal(before, as: wanted)
                            }
                            if case .changed = thrown { return nil }
                            if let thrown { throw thrown }
                            return number
                        }
                    }
                    return try await group.reduce(into: []) { $0 += [$1].compactMap(\.self) }
                }
                try expect(successes.count == 1, "one of five succeeds, not \(successes.count)")
                try expect(try await store.sealedKeys() == resealed(before, successes[0]), "and all is of that one")
            },
        ]
    }

    private static func filled(_ store: any Ports.SealedKeyStore, keys: Int) async throws -> SealedKeyring {
        let seal = try await store.setSeal(SealedSamples.seal(1))
        for number in 1...keys {
            try await store.addSealed(
                SealedSamples.key(number, ended: number == 2 ? 77 : nil),
                publicKey: SealedSamples.publicKey(number), under: seal, beside: nil)
        }
        return try await store.sealedKeys()
    }

    private static func resealed(_ keyring: SealedKeyring, _ number: Int) throws -> SealedKeyring {
        SealedKeyring(
            seal: SealedSamples.seal(number),
            keys: keyring.keys.map { $0.sealed(as: [UInt8(truncatingIfNeeded: number)] + Array($0.binding.prefix(40))) }
        )
    }

    private static func expectChanged(
        _ what: String, file: StaticString = #fileID, line: UInt = #line, _ body: () async throws -> Void
    ) async throws {
        guard case .changed = try await refusal(KeyStoreError.self, of: body) else {
            throw PromiseBroken(expectation: "it throws .changed \(what)", file: file, line: line)
        }
    }
}

/// Rows that nobody can open.
private enum SealedSamples {
    static func seal(_ number: Int) -> KeyringSeal {
        KeyringSeal(derivation: "$sample$\(number)", proof: [0, 255, UInt8(truncatingIfNeeded: number)])
    }

    static func publicKey(_ number: Int) throws -> JSONWebKey {
        let id = KeyID(parsing: "key-\(number)")
        return try JSONWebKey(
            .ed25519(x: [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: 32)), for: .edDSA, keyID: id)
    }

    static func key(_ number: Int, ended: Int64? = nil, sealed: [UInt8] = [1, 2, 3]) throws -> SealedSigningKey {
        SealedSigningKey(
            keyID: try require(KeyID(parsing: "key-\(number)"), "a name"), algorithm: .edDSA,
            created: Timestamp(microseconds: Int64(number)), signsFrom: Timestamp(microseconds: -1),
            ended: ended.map(Timestamp.init(microseconds:)), sealed: sealed)
    }
}
