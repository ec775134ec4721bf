import Foundation
import SteelcutDomain
import SteelcutPostgresFixture
import SteelcutTestKit
import Testing

@testable import SteelcutPostgres

/// What happens to the database happens to no call for longer than its deadline.
@Suite struct PostgresFaultTests {
    @Test func `a stopped backend costs a call its deadline, and the pool goes on`() async throws {
        try await withPostgresStore(as: "auth_client", timeout: .milliseconds(400), connections: 1) { store, _ in
            let backend = try #require(try await store.text("SELECT pg_backend_pid()::text").flatMap { pid_t($0) })
            #expect(kill(backend, SIGSTOP) == 0)
            let (failure, time) = try await timed { _ = try await store.changeCount() }
            #expect(failure?.code == .unavailable)
            #expect(time < .seconds(4))
            #expect(kill(backend, SIGCONT) == 0)
            #expect(try await eventually { try await answers(store) })
            #expect(try await store.text("SELECT pg_backend_pid()::text") != String(backend))
        }
    }

    @Test func `a stopped server costs every call its deadline, and is used again once it goes on`() async throws {
        try await withOwnCluster(timeout: .milliseconds(400)) { store, cluster, _ in
            let backend = try #require(try await store.text("SELECT pg_backend_pid()::text").flatMap { pid_t($0) })
            try cluster.signal(SIGSTOP)
            #expect(kill(backend, SIGSTOP) == 0)
            for _ in 1...3 {
                let (failure, time) = try await timed { _ = try await store.changeCount() }
                #expect(failure?.code == .unavailable)
                #expect(time < .seconds(4))
            }
            #expect(kill(backend, SIGCONT) == 0)
            try cluster.signal(SIGCONT)
            #expect(try await eventually { try await answers(store) })
        }
    }

    /// Within two seconds of its return; here with as much again for a machine that has other things to do.
    @Test func `a killed server is used again soon after its return`() async throws {
        try await withOwnCluster(timeout: .seconds(4)) { store, cluster, _ in
            try cluster.signal(SIGKILL)
            #expect(
                try await eventually {
                    try await postgresFailure { _ = try await store.changeCount() }?.code == .unavailable
                })
            try await cluster.restart()
            // The call waits for a connection as long as its deadline allows.
            let (failure, time) = try await timed { _ = try await store.changeCount() }
            #expect(failure == nil, "\(failure?.cause ?? "")")
            #expect(time <= .seconds(4))
        }
    }

    @Test func `a commit that was made and not answered is found`() async throws {
        try await withOwnCluster(timeout: .seconds(3)) { store, _, administration in
            let client = try SampleClients.client("made")
            try await withLateCommit(administration) { try await store.add(client) }
            #expect(try await store.client(withID: client.id) == client)
            try await withLateCommit(administration) {
                let changed = try await store.update(client.id) { (client: inout Client) throws(ClientRefusal) in
                    client.isEnabled = false
                }
                #expect(!changed.isEnabled)
            }
            #expect(try await store.client(withID: client.id)?.isEnabled == false)
            try await withLateCommit(administration) { try await store.remove(client.id) }
            #expect(try await store.client(withID: client.id) == nil)
        }
    }

    /// Runs a change whose COMMIT is on disk but waits for a standby that isn't there, until the store, having had no
    /// answer, looks for the change and waits for it.
    private func withLateCommit(
        _ administration: PostgresDatabase, _ change: @Sendable () async throws -> Void
    ) async throws {
        func reload(_ setting: String) async throws {
            try await administration.psql("ALTER SYSTEM \(setting); SELECT pg_reload_conf();")
        }
        try await reload("SET synchronous_standby_names = 'nobody'")
        // Connections of before may not have read the setting yet.
        try await administration.psql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'steelcut_admin'")
        async let changed: Void = change()
        for event in ["wait_event = 'SyncRep'", "wait_event_type = 'Lock'"] {
            let isThere = try await eventually {
                try await administration.psql("SELECT count(*) > 0 FROM pg_stat_activity WHERE \(event)") == "t"
            }
            #expect(isThere, "\(event)")
        }
        try await reload("RESET synchronous_standby_names")
        try await changed
    }

    @Test func `a commit that was cut off and not made is reported as such`() async throws {
        try await withPostgresStore(as: "steelcut_admin", timeout: .seconds(5)) { store, database in
            try await database.psql(
                """
                CREATE FUNCTION public.cut() RETURNS trigger LANGUAGE plpgsql AS
                    'BEGIN PERFORM pg_catalog.pg_terminate_backend(pg_catalog.pg_backend_pid()); RETURN NULL; END';
                CREATE CONSTRAINT TRIGGER cut AFTER INSERT ON steelcut.clients DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW EXECUTE FUNCTION public.cut();
                """)
            let client = try SampleClients.client("cut")
            let failure = try await postgresFailure { try await store.add(client) }
            #expect(failure?.code == .unavailable)
            #expect(try await store.client(withID: client.id) == nil)
        }
    }

    private func withOwnCluster(
        timeout: Duration, _ body: @Sendable (PostgresStore, PostgresCluster, PostgresDatabase) async throws -> Void
    ) async throws {
        try await PostgresCluster.withNew { cluster in
            let database = PostgresDatabase(named: "postgres", in: cluster.connectionString)
            try await database.psql(PostgresSetupScript.sql())
            try await withPostgresStore(over: database, as: "steelcut_admin", timeout: timeout) { store in
                try await body(store, cluster, database)
            }
        }
    }

    private func timed(_ body: () async throws -> Void) async throws -> (StoreFailure?, Duration) {
        let start = ContinuousClock.now
        let failure = try await postgresFailure(body)
        return (failure, ContinuousClock.now - start)
    }

    private func answers(_ store: PostgresStore) async throws -> Bool {
        try await postgresFailure { _ = try await store.changeCount() } == nil
    }
}
