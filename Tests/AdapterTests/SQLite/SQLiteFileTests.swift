import Foundation
import GRDB
import SteelcutDomain
import SteelcutTestKit
import Testing

@testable import SteelcutSQLite

@Suite struct SQLiteFileTests {
    let fixture: SQLiteFixture

    init() throws { fixture = try SQLiteFixture() }

    @Test func `a missing file is not initialized, and stays missing`() async throws {
        let failure = try await storeFailure { _ = try SQLiteStore.open(path: fixture.path, createIfMissing: false) }
        #expect(failure.code == .notInitialized)
        #expect(try fixture.files.isEmpty)
    }

    @Test(arguments: [":memory:", "", "file:steelcut?mode=memory", "nowhere/at/all.db"])
    func `a path is a path, whatever SQLite makes of it`(path: String) async throws {
        #expect(throws: StoreFailure.self) { try SQLiteStore.open(path: path, createIfMissing: false) }
    }

    @Test func `a folder is no database`() async throws {
        try FileManager.default.createDirectory(atPath: fixture.path, withIntermediateDirectories: false)
        #expect(throws: StoreFailure.self) { try SQLiteStore.open(path: fixture.path, createIfMissing: true) }
    }

    @Test func `a path with a NUL is refused instead of cut short`() async throws {
        #expect(throws: StoreFailure.self) {
            try SQLiteStore.open(path: fixture.path + "\0x", createIfMissing: true)
        }
        #expect(try fixture.files.isEmpty)
    }

    @Test func `a file that is no database is corrupt, and is left as it is`() async throws {
        let garbage = Data("this is not a database, but it is long enough for one".utf8)
        try garbage.write(to: URL(filePath: fixture.path))
        let failure = try await storeFailure { _ = try SQLiteStore.open(path: fixture.path, createIfMissing: true) }
        #expect(failure.code == .corrupt)
        #expect(try Data(contentsOf: URL(filePath: fixture.path)) == garbage)
    }

    @Test func `a file that is made is 0600 under the widest umask, its companions too`() async throws {
        try await modes(underUmask: 0)
    }

    @Test func `a file that is made is 0600 under the narrowest umask`() async throws {
        try await modes(underUmask: 0o777)
    }

    /// In a process of its own: the umask is the whole process's.
    private func modes(underUmask mask: mode_t) async throws {
        let path = fixture.path
        await #expect(processExitsWith: .success) { [mask = mask as mode_t, path = path as String] in
            let usual = umask(mask)
            defer { umask(usual) }
            let store = try SQLiteStore.open(path: path, createIfMissing: true)
            try await store.migrate()
            for file in [path, path + "-wal", path + "-shm"] {
                let attributes = try FileManager.default.attributesOfItem(atPath: file)
                let mode = try #require(attributes[.posixPermissions] as? Int)
                try #require(mode == 0o600)
            }
        }
    }

    @Test func `what was reported is on the disk: every commit is synchronized`() async throws {
        let store = try await fixture.store()
        let synchronous = try await store.connections().pool.writeWithoutTransaction {
            try Int.fetchOne($0, sql: "PRAGMA synchronous")
        }
        #expect(synchronous == 2)
    }

    @Test func `a program that is killed within a change has changed nothing`() async throws {
        let client = try SampleClients.full("killed")
        do {
            let store = try await fixture.store()
            try await store.add(client)
        }
        let path = fixture.path
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            let store = try SQLiteStore.open(path: path, createIfMissing: false)
            let id = try SampleClients.clientID("killed")
            try await store.update(id) { (client: inout Client) throws(ClientRefusal) in
                client.secrets = []
                kill(getpid(), SIGKILL)
            }
        }
        let store = try await fixture.store()
        #expect(try await store.client(withID: client.id) == client)
    }

    @Test func `a program that is killed after a change has made it`() async throws {
        do { _ = try await fixture.store() }
        let path = fixture.path
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            let store = try SQLiteStore.open(path: path, createIfMissing: false)
            try await store.add(try SampleClients.full("killed"))
            kill(getpid(), SIGKILL)
        }
        let store = try await fixture.store()
        let client = try SampleClients.full("killed")
        #expect(try await store.client(withID: client.id) == client)
    }

    @Test func `after close every call fails, and none ends the program`() async throws {
        let store = try await fixture.store()
        store.close()
        let client = try SampleClients.client("late")
        await #expect(throws: StoreFailure.self) { try await store.client(withID: client.id) }
        await #expect(throws: ClientStoreError.self) { try await store.add(client) }
        await #expect(throws: StoreFailure.self) { try await store.changeCount() }
    }
}
