public import SteelcutDomain

/// A key store with a source of keys for it.
public struct KeyStoreSubject: Sendable {
    /// The store, fresh and empty.
    public let store: any Ports.KeyStore
    /// Makes a key that the store accepts, another one each time.
    public let makeKey: @Sendable () throws -> SigningKey

    /// Puts a subject together.
    public init(store: any Ports.KeyStore, makeKey: @escaping @Sendable () throws -> SigningKey) {
        self.store = store
        self.makeKey = makeKey
    }

    /// A new key with these times.
    func key(created: Int64 = 0, signsFrom: Int64 = 0, ended: Int64? = nil) throws -> SigningKey {
        let made = try makeKey()
        let record = SigningKeyRecord(
            publicKey: made.record.publicKey, created: Timestamp(microseconds: created),
            signsFrom: Timestamp(microseconds: signsFrom), ended: ended.map(Timestamp.init(microseconds:)))
        return SigningKey(record: try require(record, "a key with a name"), privateKey: made.privateKey)
    }

    /// Throws `PromiseBroken` unless the store refuses a key because it holds others than these.
    func expectChanged(
        _ key: SigningKey, beside others: Set<KeyID>, file: StaticString = #fileID, line: UInt = #line
    ) async throws {
        let thrown = try await refusal(KeyStoreError.self) { try await store.add(key, beside: others) }
        guard case .changed = thrown else {
            throw PromiseBroken(expectation: "it throws .changed", file: file, line: line)
        }
    }

    /// Throws `PromiseBroken` unless the store holds these keys and no others.
    func expectKeys(_ expected: [SigningKey], file: StaticString = #fileID, line: UInt = #line) async throws {
        let found = try await store.keys().sorted { $0.record.keyID < $1.record.keyID }
        let expected = expected.sorted { $0.record.keyID < $1.record.keyID }
        try expect(
            found.map(\.record.keyID) == expected.map(\.record.keyID),
            "the store holds \(expected.count) keys, not \(found.count), or others", file: file, line: line)
        for (found, key) in zip(found, expected) {
            try expect(found.record == key.record, "the record is the same", file: file, line: line)
            let same = found.privateKey.withBytes { bytes in key.privateKey.withBytes { $0 == bytes } }
            try expect(same, "the private key is the same", file: file, line: line)
        }
    }
}

extension Promise where Subject == KeyStoreSubject {
    /// All that a key store promises.
    public static var all: [Self] { additions + ends }

    static var additions: [Self] {
        [
            Self("an empty store has no key") { subject in try await subject.expectKeys([]) },
            Self("a key comes back as it was given, private half and microseconds included") { subject in
                let keys = [
                    try subject.key(created: 1_763_760_000_123_457, signsFrom: 1_763_760_600_123_457),
                    try subject.key(created: -1, signsFrom: 0, ended: 1),
                    try subject.key(created: 1, signsFrom: 999_999, ended: 1_763_760_000_999_999),
                ]
                for (index, key) in keys.enumerated() {
                    try await subject.store.add(key)
                    try await subject.expectKeys(Array(keys[...index]))
                    try await subject.expectKeys(Array(keys[...index]))
                }
            },
            Self("a second key of the same ID is refused and changes nothing") { subject in
                let key = try subject.key(created: 5, signsFrom: 6)
                try await subject.store.add(key)
                var again = key
                again.record.ended = Timestamp(microseconds: 7)
                guard
                    case .duplicate(key.record.keyID) = try await refusal(
                        KeyStoreError.self, of: { try await subject.store.add(again) })
                else { throw PromiseBroken(expectation: "it throws .duplicate", file: #fileID, line: #line) }
                try await subject.expectKeys([key])
            },
            Self("of many who add the same key at once, one succeeds") { subject in
                let key = try subject.key(created: 1, signsFrom: 2)
                let successes = try await withThrowingTaskGroup(of: Bool.self) { group in
                    for _ in 1...6 {
                        group.addTask {
                            try await refusal(KeyStoreError.self, of: { try await subject.store.add(key) }) == nil
                        }
                    }
                    return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
                }
                try expect(successes == 1, "one of six succeeds, not \(successes)")
                try await subject.expectKeys([key])
            },
            Self("a key that is added beside others than there are is refused and changes nothing") { subject in
                let (first, second) = (try subject.key(created: 1, signsFrom: 2), try subject.key())
                let (third, stranger) = (try subject.key(), try subject.key())
                let ids = [first, second, stranger].map(\.record.keyID)
                try await subject.store.add(first, beside: [])
                try await subject.expectChanged(second, beside: [])
                try await subject.expectChanged(second, beside: [ids[2]])
                try await subject.store.add(second, beside: [ids[0]])
                for others in [[], [ids[0]], [ids[1]], Set(ids)] {
                    try await subject.expectChanged(third, beside: others)
                }
                // An ended key is one of them, too.
                try await subject.store.end(ids[0], at: Timestamp(microseconds: 3))
                try await subject.expectChanged(third, beside: [ids[1]])
                try await subject.store.add(third, beside: Set(ids[..<2]))
                var ended = first
                ended.record.ended = Timestamp(microseconds: 3)
                try await subject.expectKeys([ended, second, third])
            },
            Self("of many who add a first key at once, one succeeds") { subject in
                let keys = try (1...6).map { try subject.key(created: $0, signsFrom: $0) }
                let added = try await withThrowingTaskGroup(of: SigningKey?.self) { group in
                    for key in keys {
                        group.addTask {
                            let thrown = try await refusal(KeyStoreError.self) {
                                try await subject.store.add(key, beside: [])
                            }
                            if case .changed = thrown { return nil }
                            if let thrown { throw thrown }
                            return key
                        }
                    }
                    return try await group.reduce(into: []) { added, key in added += [key].compactMap(\.self) }
                }
                try expect(added.count == 1, "one of six succeeds, not \(added.count)")
                try await subject.expectKeys(added)
            },
            Self("of different keys added at once, none is lost") { subject in
                let keys = try (1...6).map { try subject.key(created: $0, signsFrom: $0) }
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for key in keys { group.addTask { try await subject.store.add(key) } }
                    try await group.waitForAll()
                }
                try await subject.expectKeys(keys)
            },
        ]
    }

    static var ends: [Self] {
        [
            Self("an ended key stays listed with its moment, and nothing else of it or of others changes") { subject in
                var key = try subject.key(created: 1, signsFrom: 2)
                let other = try subject.key(created: 3, signsFrom: 4)
                try await subject.store.add(key)
                try await subject.store.add(other)
                let moment = Timestamp(microseconds: 1_763_760_000_123_457)
                try await subject.store.end(key.record.keyID, at: moment)
                key.record.ended = moment
                try await subject.expectKeys([key, other])
            },
            Self("a key that is ended twice keeps the earlier moment") { subject in
                var key = try subject.key(created: 1, signsFrom: 2)
                try await subject.store.add(key)
                for (moment, kept) in [(50, 50), (60, 50), (50, 50), (40, 40), (45, 40)] as [(Int64, Int64)] {
                    try await subject.store.end(key.record.keyID, at: Timestamp(microseconds: moment))
                    key.record.ended = Timestamp(microseconds: kept)
                    try await subject.expectKeys([key])
                }
            },
            Self("who ends an unknown key is told so") { subject in
                let key = try subject.key()
                let stranger = try subject.key()
                try await subject.store.add(key)
                let id = stranger.record.keyID
                let thrown = try await refusal(KeyStoreError.self) {
                    try await subject.store.end(id, at: Timestamp(microseconds: 1))
                }
                guard case .unknownKey(id) = thrown else {
                    throw PromiseBroken(expectation: "it throws .unknownKey", file: #fileID, line: #line)
                }
                try await subject.expectKeys([key])
            },
        ]
    }
}
