import Foundation
import SteelcutDomain
import SteelcutKeyringDirectory
import Testing

/// Crashes and full disks while a key is written, several programs, and what a change looks like from outside.
@Suite struct KeyringWritingTests {
    let fixture: KeyringFixture

    init() throws { fixture = try KeyringFixture() }

    @Test(arguments: 1...3)
    func `a program that is killed while it writes leaves whole keys only`(round: Int) async throws {
        let (keyring, _, _) = try await fixture.keyringWithKey()
        let path = fixture.folder
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            Thread.detachNewThread {
                while true {
                    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
                    if names.contains(where: { $0.hasPrefix(".tmp-") }) { kill(getpid(), SIGKILL) }
                }
            }
            let fixture = try KeyringFixture()
            let keyring = fixture.keyring(at: path)
            while true { try await keyring.add(try fixture.key()) }
        }
        let survivors = try await fixture.keyring().keys().count
        #expect(survivors >= 1)
        // The next program that writes takes away what was not finished: there may be a private key in it.
        try await keyring.add(try fixture.key())
        #expect(try fixture.files.filter { $0.hasPrefix(".tmp-") }.isEmpty)
        #expect(try await keyring.keys().count == survivors + 1)
    }

    @Test func `a write that fails is reported, and the old file is whole`() async throws {
        let (_, key, file) = try await fixture.keyringWithKey()
        let before = try fixture.bytes(file)
        let path = fixture.folder
        let id = key.record.keyID.description
        await #expect(processExitsWith: .exitCode(7)) { [path = path as String, id = id as String] in
            let fixture = try KeyringFixture()
            let keyring = fixture.keyring(at: path)
            let new = try fixture.key()
            let keyID = try #require(KeyID(parsing: id))
            signal(SIGXFSZ, SIG_IGN)
            limitFileSize(100)
            let added = try await storeFailure { try await keyring.add(new) }
            let ended = try await storeFailure { try await keyring.end(keyID, at: Timestamp(microseconds: 1)) }
            // What measures coverage writes its own file at the end.
            limitFileSize(nil)
            exit(added.code == .failed && ended.code == .failed ? 7 : 8)
        }
        #expect(try fixture.bytes(file) == before)
        #expect(try fixture.files == [file.split(separator: "/").last.map(String.init)])
    }

    @Test func `what is no key's file is left alone`() async throws {
        let (keyring, _, _) = try await fixture.keyringWithKey()
        for name in ["README", ".hidden.pem", "x.pem~", ".tmp-1-2"] {
            try Data("anything".utf8).write(to: URL(filePath: "\(fixture.folder)/\(name)"))
        }
        let mark = try await keyring.changeMark()
        #expect(try await keyring.keys().count == 1)
        #expect(try await keyring.changeMark() == mark)
        try await keyring.add(try fixture.key())
        #expect(try fixture.files.filter { !$0.hasSuffix(".pem") } == ["README", "x.pem~"])
    }

    @Test func `the mark changes with every change and with nothing else`() async throws {
        let (keyring, key, file) = try await fixture.keyringWithKey()
        var marks = [try await keyring.changeMark()]
        _ = try await keyring.keys()
        #expect(try await keyring.changeMark() == marks[0])
        let other = try fixture.key()
        try await fixture.keyring().add(other)
        marks.append(try await keyring.changeMark())
        try await fixture.keyring().end(other.record.keyID, at: Timestamp(microseconds: 9))
        marks.append(try await keyring.changeMark())
        try FileManager.default.removeItem(atPath: fixture.file(of: other))
        marks.append(try await keyring.changeMark())
        #expect(marks.last == marks.first)
        try fixture.overwrite(file, try fixture.bytes(file) + [0])
        marks[0] = try await keyring.changeMark()
        #expect(Set(marks).count == marks.count)
        #expect(key.record.keyID.description.utf8.count == 43)
    }

    @Test func `several programs on one folder lose nothing and add nothing twice`() async throws {
        let (first, shared, _) = try await fixture.keyringWithKey()
        let keyrings = [first, fixture.keyring(), fixture.keyring(), fixture.keyring()]
        let same = try fixture.key()
        let id = shared.record.keyID
        let added = try await withThrowingTaskGroup(of: Int.self) { group in
            for (number, keyring) in keyrings.enumerated() {
                let own = try fixture.key()
                group.addTask {
                    try await keyring.add(own)
                    try await keyring.end(id, at: Timestamp(microseconds: 100 - Int64(number)))
                    do { try await keyring.add(same) } catch KeyStoreError.duplicate { return 0 }
                    return 1
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(added == 1)
        let keys = try await fixture.keyring().keys()
        #expect(keys.count == 6)
        #expect(keys.first { $0.record.keyID == id }?.record.ended == Timestamp(microseconds: 97))
    }

    @Test func `a key whose halves don't belong together is refused`() async throws {
        let (keyring, _, _) = try await fixture.keyringWithKey()
        let mixed = SigningKey(record: try fixture.key().record, privateKey: try fixture.key().privateKey)
        let thrown = await #expect(throws: KeyStoreError.self) { try await keyring.add(mixed) }
        guard case .key(.malformed) = thrown else { throw Unexpected(what: "it throws .key") }
        #expect(try fixture.files.count == 1)
    }

    @Test(arguments: ["../keyring/x", "/etc/passwd", ".", "a/b", "%"])
    func `an ID that looks like a path is just unknown`(text: String) async throws {
        let (keyring, _, _) = try await fixture.keyringWithKey()
        let id = try #require(KeyID(parsing: text))
        let thrown = await #expect(throws: KeyStoreError.self) {
            try await keyring.end(id, at: Timestamp(microseconds: 1))
        }
        guard case .unknownKey(id) = thrown else { throw Unexpected(what: "it throws .unknownKey") }
    }
}

/// Lets this process write no file larger than so many bytes; `nil`: as large as it may ever.
private func limitFileSize(_ bytes: UInt?) {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
    limit.rlim_cur = bytes ?? limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
}
