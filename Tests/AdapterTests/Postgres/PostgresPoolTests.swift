import Foundation
import SteelcutDomain
import SteelcutPostgresFixture
import SteelcutTestKit
import Synchronization
import Testing

@testable import SteelcutPostgres

@Suite struct PostgresPoolTests {
    @Test func `no free connection by the deadline is unavailable, and nothing is wrong afterwards`() async throws {
        try await withPostgresStore(as: "steelcut_admin", connections: 1) { holder, database in
            try await withPostgresStore(over: database, as: "auth_client", timeout: .milliseconds(300)) { store in
                _ = try await holder.text("SELECT pg_advisory_lock(1)::text")
                async let blocked = store.text(
                    "SET statement_timeout = 0; SELECT pg_advisory_lock(1)::text || 'got it'")
                #expect(
                    try await eventually {
                        try await database.psql(
                            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory'"
                        )
                            == "1"
                    })
                let start = ContinuousClock.now
                let failure = try await postgresFailure { _ = try await store.changeCount() }
                #expect(failure?.code == .unavailable)
                #expect(ContinuousClock.now - start < .seconds(4))
                _ = try await holder.text("SELECT pg_advisory_unlock(1)::text")
                #expect(try await blocked == "got it")
                #expect(try await store.changeCount() == 0)
            }
        }
    }

    @Test func `a connection whose call was not answered in time is never used again`() async throws {
        try await withPostgresStore(as: "auth_client", connections: 1) { store, _ in
            let before = try await store.text("SELECT pg_backend_pid()::text")
            let start = ContinuousClock.now
            await #expect(throws: CallFailure.self) {
                try await store.text("SELECT pg_sleep(20)::text || 'late'", within: .milliseconds(200))
            }
            #expect(ContinuousClock.now - start < .seconds(4))
            // The next answer is the next question's, over another connection.
            #expect(try await store.text("SELECT 'mine'") == "mine")
            #expect(try await store.text("SELECT pg_backend_pid()::text") != before)
        }
    }

    @Test func `a transaction that the server refuses leaves a usable connection and nothing else`() async throws {
        try await withPostgresStore(as: "steelcut_admin", connections: 1) { store, database in
            let before = try await store.text("SELECT pg_backend_pid()::text")
            var client = try SampleClients.client("twice")
            client.secrets += client.secrets  // one ID twice: the second row is refused
            let refused = client
            #expect(try await postgresFailure { try await store.add(refused) }?.code == .failed)
            #expect(try await store.client(withID: client.id) == nil)
            #expect(try await store.text("SELECT pg_backend_pid()::text") == before)
        }
    }

    @Test func `connections that die unused are replaced without a failed call`() async throws {
        try await withPostgresStore(as: "steelcut_admin", connections: 3) { store, database in
            for round in 1...3 {
                try await database.psql(
                    """
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE usename = 'steelcut_admin' AND datname = current_database()
                    """)
                #expect(try await store.changeCount() == Int64(round - 1))
                try await store.add(try SampleClients.client("client \(round)"))
            }
        }
    }

    @Test func `where each connection breaks in the middle of a call, a new one answers`() async throws {
        try await withPostgresStore(as: "steelcut_admin", connections: 4) { store, _ in
            let attempts = Mutex(0)
            let answer = try await store.read { session, deadline throws(CallFailure) in
                let attempt = attempts.withLock { count in
                    count += 1
                    return count
                }
                let sql = attempt <= 4 ? "SELECT pg_terminate_backend(pg_backend_pid())::text" : "SELECT 'answered'"
                return try session.execute(sql, by: deadline).rows.first?.text(0)
            }
            #expect(answer == "answered")
            #expect(attempts.withLock(\.self) == 5)
        }
    }

    @Test func `a refusal's cause names no value`() async throws {
        try await withPostgresStore(as: "steelcut_admin") { store, database in
            let canary = "canary-4711"
            let failures = try await withThrowingTaskGroup(of: StoreFailure?.self) { group in
                for sql in [
                    "SELECT '\(canary)'::bigint::text",
                    "INSERT INTO steelcut.clients VALUES ('\(canary)', 'n', '{}', '{}', '{}', 0, true, 0)",
                    "INSERT INTO steelcut.client_secrets VALUES ('\(canary)', 'x', 0, NULL, '$', 0)",
                ] {
                    group.addTask {
                        do {
                            _ = try await store.text(sql)
                            return nil
                        } catch let failure as CallFailure { return failure.failure }
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            for failure in failures {
                let cause = try #require(failure?.cause)
                #expect(cause.contains("SQLSTATE 2"))
                #expect(!cause.contains(canary))
            }
        }
    }

    @Test func `a pool that has ended answers that it is closed`() async throws {
        let settings = try PostgresSettings(connectionString: try PostgresDatabase.cluster(), connections: 1)
        let store = PostgresStore(settings)
        let running = Task { await store.run() }
        try await store.waitUntilConnected(timeout: .seconds(30))
        running.cancel()
        await running.value
        let failure = try await postgresFailure { _ = try await store.changeCount() }
        #expect(failure?.code == .unavailable)
        #expect(failure?.cause == "the pool is closed")
    }

    @Test func `a cancelled caller does not wait`() async throws {
        let settings = try PostgresSettings(connectionString: "host=127.0.0.1 port=1", timeout: .seconds(600))
        try await PostgresStore.withStore(settings) { store in
            let call = Task { try await postgresFailure { _ = try await store.changeCount() }?.code }
            call.cancel()
            let code = try await call.value
            #expect(code == .unavailable)
        }
    }

    @Test func `waits grow from 50 ms and stay below 1 s`() {
        var backOff = BackOff()
        let waits = (1...20).map { _ in backOff.next() }
        #expect((Duration.milliseconds(25)..<Duration.milliseconds(50)).contains(waits[0]))
        #expect(waits.allSatisfy { $0 < .seconds(1) })
        #expect(waits.suffix(10).allSatisfy { $0 >= .milliseconds(500) })
    }
}
