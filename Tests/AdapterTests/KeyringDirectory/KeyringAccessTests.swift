import Foundation
import SteelcutDomain
import SteelcutKeyringDirectory
import Testing

/// Modes, owners and links: keys that somebody else could read or exchange are not used.
@Suite struct KeyringAccessTests {
    let fixture: KeyringFixture

    init() throws { fixture = try KeyringFixture() }

    @Test(arguments: [0, 0o022, 0o777] as [mode_t])
    func `the folder is 0700 and the files are 0600, whatever the umask`(mask: mode_t) async throws {
        let path = fixture.folder
        // In a process of its own: the umask is the whole process's.
        await #expect(processExitsWith: .success) { [mask = mask as mode_t, path = path as String] in
            let usual = umask(mask)
            defer { umask(usual) }
            let fixture = try KeyringFixture()
            let keyring = fixture.keyring(at: path)
            try await keyring.create()
            let key = try fixture.key()
            try await keyring.add(key)
            try await keyring.end(key.record.keyID, at: Timestamp(microseconds: 5))
            guard try await keyring.keys().count == 1 else { exit(3) }
        }
        #expect(try mode(of: path) == 0o700)
        #expect(try fixture.files.count == 1)
        for file in try fixture.files { #expect(try mode(of: "\(path)/\(file)") == 0o600) }
    }

    @Test(arguments: [0o640, 0o604, 0o620, 0o602, 0o610, 0o601, 0o660, 0o777])
    func `a file that is open to others is refused by name`(mode: Int) async throws {
        let (_, _, file) = try await fixture.keyringWithKey()
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
        let failure = try await fixture.refusal()
        #expect(failure.code == .corrupt)
        #expect(failure.cause == "\(file): open to others (mode \(String(mode, radix: 8))); run: chmod 600")
    }

    @Test(arguments: [0o600, 0o400])
    func `a file that is open to its owner alone is fine`(mode: Int) async throws {
        let (keyring, _, file) = try await fixture.keyringWithKey()
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
        #expect(try await keyring.keys().count == 1)
    }

    @Test(arguments: [0o750, 0o705, 0o770, 0o707, 0o711, 0o1777])
    func `a folder that is open to others is refused, for writing too`(mode: Int) async throws {
        let (keyring, _, _) = try await fixture.keyringWithKey()
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: fixture.folder)
        let calls: [() async throws -> Void] = [
            { _ = try await keyring.keys() }, { try await keyring.add(try fixture.key()) },
            { try await keyring.create() },
            { _ = try await keyring.changeMark() },
        ]
        for call in calls {
            let failure = try await storeFailure(of: call)
            #expect(failure.code == .corrupt)
            #expect(failure.cause.hasPrefix("\(fixture.folder): open to others"))
        }
        #expect(try fixture.files.count == 1)
    }

    @Test func `a symbolic link is not followed, to a file or to a folder`() async throws {
        let (_, _, file) = try await fixture.keyringWithKey()
        let manager = FileManager.default
        let link = fixture.folder + "-link"
        try manager.createSymbolicLink(atPath: link, withDestinationPath: fixture.folder)
        for path in [link, link + "/", link + "//"] {
            let failure = try await fixture.refusal(at: path)
            #expect(failure.code == .corrupt)
            #expect(failure.cause.contains("symbolic link"))
        }
        try manager.moveItem(atPath: file, toPath: fixture.folder + "-elsewhere")
        try manager.createSymbolicLink(atPath: file, withDestinationPath: fixture.folder + "-elsewhere")
        #expect(try await fixture.refusal().cause == "\(file): a symbolic link")
    }

    @Test func `what is no regular file is refused, a named pipe without waiting for a writer`() async throws {
        let (_, _, file) = try await fixture.keyringWithKey()
        try FileManager.default.removeItem(atPath: file)
        try #require(mkfifo(file, 0o600) == 0)
        #expect(try await fixture.refusal().cause == "\(file): not a regular file")
        try FileManager.default.removeItem(atPath: file)
        try FileManager.default.createDirectory(
            atPath: file, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        #expect(try await fixture.refusal().cause == "\(file): not a regular file")
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give files away"))
    func `what belongs to somebody else is refused`() async throws {
        let (_, _, file) = try await fixture.keyringWithKey()
        try #require(chown(file, 12_345, 12_345) == 0)
        #expect(
            try await fixture.refusal().cause
                == "\(file): belongs to user 12345, not to 0, who runs this; run it as that user, or chown it")
        try #require(chown(file, 0, 0) == 0)
        try #require(chown(fixture.folder, 12_345, 12_345) == 0)
        let failure = try await fixture.refusal()
        #expect(failure.code == .corrupt)
        #expect(
            failure.cause
                == "\(fixture.folder): belongs to user 12345, not to 0, who runs this; run it as that user, or chown it"
        )
    }

    @Test func `a folder that is not there is not initialized, and is not made by asking`() async throws {
        let keyring = fixture.keyring()
        let key = try fixture.key()
        let calls: [() async throws -> Void] = [
            { _ = try await keyring.keys() }, { try await keyring.add(key) }, { _ = try await keyring.changeMark() },
            { try await keyring.end(key.record.keyID, at: Timestamp(microseconds: 1)) },
            { _ = try await keyring.warnings() },
        ]
        for call in calls { #expect(try await storeFailure(of: call).code == .notInitialized) }
        #expect(!FileManager.default.fileExists(atPath: fixture.folder))
    }

    @Test func `a file in the place of the folder is refused`() async throws {
        try Data().write(to: URL(filePath: fixture.folder))
        #expect(try await fixture.refusal().code == .corrupt)
        #expect(try await storeFailure { try await fixture.keyring().create() }.code == .corrupt)
    }

    @Test func `a folder is made once, and the second time left as it is`() async throws {
        let (keyring, _, _) = try await fixture.keyringWithKey()
        let mark = try await keyring.changeMark()
        try await keyring.create()
        #expect(try await keyring.changeMark() == mark)
        let nowhere = fixture.keyring(at: fixture.folder + "/a/b")
        await #expect(throws: StoreFailure.self) { try await nowhere.create() }
    }
}
