import Foundation
import SteelcutDomain
import SteelcutPostgresFixture
import SteelcutTestKit
import Testing

@testable import SteelcutPostgres

@Suite struct PostgresLoginTests {
    @Test func `a wrong password is a refused login, told at once and without the password`() async throws {
        try await withLogin { database, role in
            let wrong = "canary-\(role)-wrong"
            let string = "host=127.0.0.1 port=\(try database.port) dbname=\(database.name) user=\(role)"
            let failure = try await refusal(of: "\(string) password=\(wrong)")
            #expect(failure?.code == .notPermitted)
            #expect(
                failure?.cause
                    == "the server refused the login (SQLSTATE 28P01); look at role, password and pg_hba.conf")
            let missing = try await refusal(of: string)
            #expect(missing?.code == .notPermitted)
            let right = try PostgresSettings(connectionString: "\(string) password=right", timeout: .seconds(30))
            try await PostgresStore.withStore(right) { try await $0.waitUntilConnected(timeout: .seconds(30)) }
        }
    }

    @Test func `a database or a role that is not there is told at once`() async throws {
        let cluster = try PostgresDatabase.cluster()
        let noDatabase = try await refusal(of: "\(cluster) dbname=no_such_database")
        #expect(noDatabase?.code == .failed)
        #expect(noDatabase?.cause == "the database does not exist (SQLSTATE 3D000); createdb makes it")
        let noRole = try await refusal(of: "\(cluster) user=no_such_role")
        #expect(noRole?.code == .notPermitted)
    }

    @Test func `a server that is not there is waited for, and calls say that it can't be reached`() async throws {
        let settings = try PostgresSettings(
            connectionString: "host=127.0.0.1 port=1 password=canary-secret user=x", timeout: .milliseconds(200))
        try await PostgresStore.withStore(settings) { store in
            #expect(
                try await eventually {
                    let waited = try await postgresFailure {
                        try await store.waitUntilConnected(timeout: .milliseconds(100))
                    }
                    return waited?.code == .unavailable
                        && waited?.cause.hasSuffix("failed: Connection refused") == true
                })
            let id = try SampleClients.clientID("x")
            let called = try await postgresFailure { _ = try await store.client(withID: id) }
            #expect(called?.code == .unavailable)
            #expect(called?.cause.contains("canary") == false)
        }
    }

    @Test func `a first host that refuses or never answers is passed over`() async throws {
        let silent = try SilentListener()
        let socket = try #require(try PostgresDatabase.cluster().split(separator: " ").first?.dropFirst(5))
        try await withLogin { database, _ in
            let port = try database.port
            for (hosts, ports) in [
                ("127.0.0.1,\(socket)", "1,\(port)"), ("127.0.0.1,\(socket)", "\(silent.port),\(port)"),
            ] {
                let settings = try PostgresSettings(
                    connectionString: "host=\(hosts) port=\(ports) user=postgres dbname=\(database.name)",
                    timeout: .seconds(30), connections: 1)
                try await PostgresStore.withStore(settings) { store in
                    try await store.waitUntilConnected(timeout: .seconds(30))
                    #expect(try await store.text("SELECT current_database()") == database.name)
                }
            }
        }
    }

    @Test func `a role with fewer connections than the pool wants is served by those it gets`() async throws {
        try await withLogin { database, role in
            try await database.psql("ALTER ROLE \(role) CONNECTION LIMIT 1")
            try await withPostgresStore(over: database, as: role, connections: 3) { store async throws in
                for _ in 1...5 { #expect(try await store.text("SELECT current_user") == role) }
            }
        }
    }

    @Test func `timeouts are set on the connection, by SET`() async throws {
        try await withPostgresStore(as: "auth_client", timeout: .milliseconds(1500)) { store, _ async throws in
            #expect(try await store.text("SHOW statement_timeout") == "1500ms")
            #expect(try await store.text("SHOW idle_in_transaction_session_timeout") == "3s")
            #expect(try await store.text("SHOW search_path") == "pg_catalog, pg_temp")
            #expect(try await store.text("SHOW client_encoding") == "UTF8")
        }
    }

    /// A database with a role of its own whose password is `right`.
    private func withLogin(_ body: @Sendable (PostgresDatabase, String) async throws -> Void) async throws {
        try await PostgresDatabase.withNew(setUpBy: nil) { database in
            let role = "login_\(UInt64.random(in: 0 ... .max))"
            try await database.psql("CREATE ROLE \(role) LOGIN PASSWORD 'right'")
            try await body(database, role)
            try await database.psql("DROP ROLE \(role)")
        }
    }

    /// What connecting comes to where nothing has to be waited for.
    private func refusal(of connectionString: String) async throws -> StoreFailure? {
        let settings = try PostgresSettings(connectionString: connectionString)
        return try await PostgresStore.withStore(settings) { store in
            try await postgresFailure { try await store.waitUntilConnected(timeout: .seconds(30)) }
        }
    }
}

/// A TCP port of loopback whose connections are never answered, as those of a stopped server.
private final class SilentListener: Sendable {
    let port: UInt16
    private let descriptor: Int32

    init() throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, length) == 0 && listen(descriptor, 8) == 0
                    && getsockname(descriptor, address, &length) == 0
            }
        }
        guard isListening else { throw PostgresDatabase.Failure(description: "no port to listen on") }
        port = UInt16(bigEndian: address.sin_port)
    }

    deinit { close(descriptor) }
}
