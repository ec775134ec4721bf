import GRDB
import SteelcutDomain
import SteelcutTestKit
import Testing

@testable import SteelcutSQLite

@Suite struct SQLiteFaultTests {
    let fixture: SQLiteFixture

    init() throws { fixture = try SQLiteFixture() }

    @Test func `a locked file is waited for no longer than the timeout, by however many, and can be read`() async throws
    {
        let store = try await fixture.store(timeout: .milliseconds(300))
        let client = try SampleClients.full("read meanwhile")
        try await store.add(client)
        let other = try fixture.shell()
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let start = ContinuousClock.now
        try await withThrowingTaskGroup(of: StoreFailure.Code.self) { group in
            for number in 1...20 {
                let new = try SampleClients.client("writer \(number)")
                group.addTask { try await storeFailure { try await store.add(new) }.code }
            }
            for try await code in group { #expect(code == .unavailable) }
        }
        // One after another they would take 6 seconds.
        #expect(ContinuousClock.now - start < .seconds(4))
        #expect(try await store.client(withID: client.id) == client)
        #expect(try await store.clients(after: nil, limit: 10) == [client])
        try await other.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
        try await store.add(try SampleClients.client("afterwards"))
    }

    @Test func `a full disk refuses changes, answers reads, and heals without a restart`() async throws {
        let store = try await fixture.store()
        let client = try SampleClients.full("on disk")
        try await store.add(client)
        try await store.connections().pool.writeWithoutTransaction { db in
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            try db.execute(sql: "PRAGMA max_page_count = \(pages)")
        }
        var failure: StoreFailure?
        for number in 1...200 where failure == nil {
            let new = try SampleClients.full("filler \(number)")
            do { try await store.add(new) } catch ClientStoreError.failed(let full) { failure = full }
        }
        #expect(failure?.code == .unavailable)
        #expect(try await store.client(withID: client.id) == client)
        try await store.connections().pool.writeWithoutTransaction {
            try $0.execute(sql: "PRAGMA max_page_count = 1000000")
        }
        try await store.add(try SampleClients.full("space again"))
    }

    @Test func `a file that may not be written says so`() async throws {
        let store = try await fixture.store()
        try await store.connections().pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = ON") }
        let client = try SampleClients.client("refused")
        #expect(try await storeFailure { try await store.add(client) }.code == .notPermitted)
    }

    @Test func `a cancelled change is a failure of the store, and is not made`() async throws {
        let store = try await fixture.store()
        let client = try SampleClients.client("cancelled")
        let failure = try await Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await storeFailure { try await store.add(client) }
        }.value
        #expect(failure.code == .unavailable)
        #expect(try await store.client(withID: client.id) == nil)
    }

    @Test(arguments: [
        "UPDATE clients SET name = ''", "UPDATE clients SET name = 'zo\u{7}e-SECRET'", "UPDATE clients SET scopes = ''",
        #"UPDATE clients SET scopes = '"SECRET"'"#, #"UPDATE clients SET scopes = '["SECRET SECRET"]'"#,
        "UPDATE clients SET resources = '[1]'", "UPDATE clients SET resources = '{}'",
        #"UPDATE clients SET resources = '["SECRET'"#, #"UPDATE clients SET grant_types = '[""]'"#,
        "UPDATE client_secrets SET hash = 'SECRET'", "UPDATE client_secrets SET hash = ''",
        "UPDATE client_secrets SET selector = 'SECRET!'", "UPDATE clients SET name = CAST(x'80534543524554' AS TEXT)",
    ])
    func `a row that can't be read is corrupt, never a crash, and its values are not shown`(sql: String) async throws {
        let store = try await fixture.store()
        let client = try SampleClients.full("damaged")
        try await store.add(client)
        try fixture.run(sql)
        if sql.contains("x'80") {
            // Bytes that are no UTF-8 come as U+FFFD: a name like any other.
            #expect(try await store.client(withID: client.id)?.name.description == "\u{FFFD}SECRET")
            return
        }
        for call in [
            { _ = try await store.client(withID: client.id) }, { _ = try await store.clients(after: nil, limit: 9) },
            { try await store.update(client.id) { (_: inout Client) throws(ClientRefusal) in } },
        ] as [() async throws -> Void] {
            let failure = try await storeFailure(of: call)
            #expect(failure.code == .corrupt)
            #expect(!failure.cause.contains("SECRET"))
            #expect(failure.cause.contains("malformed"))
        }
    }

    @Test func `columns of another type can't be written at all`() async throws {
        _ = try await fixture.store()
        for sql in [
            "INSERT INTO clients VALUES (1, x'00', 'a', 'a', 'a', NULL, 1, 'yesterday')",
            "INSERT INTO clients VALUES ('a', 'a', '[]', '[]', '[]', 86401, 1, 1)",
            "INSERT INTO clients VALUES ('a', 'a', '[]', '[]', '[]', NULL, 2, 1)",
        ] {
            #expect(throws: DatabaseError.self) { try fixture.run(sql) }
        }
    }

    @Test func `a client that is deleted by hand leaves no secret to the next one of its ID`() async throws {
        let store = try await fixture.store()
        var client = try SampleClients.full("reborn")
        try await store.add(client)
        try fixture.run("DELETE FROM clients")
        client.secrets = []
        try await store.add(client)
        #expect(try await store.client(withID: client.id) == client)
    }

    @Test(arguments: [
        "INSERT INTO signing_keys VALUES ('a', 'ES256', '{}', x'00', 1, 2, NULL)",
        "UPDATE client_secrets SET expires = 1", "UPDATE client_secrets SET hash = '$x'", "DELETE FROM client_secrets",
        "UPDATE client_secrets SET ended = 1", "UPDATE client_secrets SET hint = 'abcd'",
        "UPDATE clients SET enabled = 1",
        "INSERT OR REPLACE INTO clients VALUES ('a', 'a', '[]', '[]', '[]', NULL, 1, 1, '[]')",
        "INSERT INTO revocations VALUES (1, 'token', 'jti', 1, 2, 3)",
    ])
    func `what is changed by hand moves the counter`(sql: String) async throws {
        let store = try await fixture.store()
        try await store.add(try SampleClients.full("a"))
        let before = try await store.changeCount()
        try fixture.run(sql)
        let after = try await store.changeCount()
        #expect(after > before)
        #expect(try await store.changeCount() == after)
    }

    @Test func `writes that are no news move nothing`() async throws {
        let store = try await fixture.store()
        let before = try await store.changeCount()
        try fixture.run(
            "INSERT INTO audit_events VALUES (1, 0, 'a', 'e', '{}', zeroblob(32), zeroblob(32))")
        #expect(try await store.changeCount() == before)
    }
}
