import Foundation
public import SteelcutDomain
import SteelcutPostgresFixture
import SteelcutTestKit
public import Testing

@testable import SteelcutPostgres

/// A store over a database of its own that is set up, as `role`.
func withPostgresStore(
    as role: String, timeout: Duration = .seconds(30), connections: Int = 2,
    _ body: @Sendable (PostgresStore, PostgresDatabase) async throws -> Void
) async throws {
    try await PostgresDatabase.withNew(setUpBy: PostgresSetupScript.sql()) { database in
        try await withPostgresStore(over: database, as: role, timeout: timeout, connections: connections) { store in
            try await body(store, database)
        }
    }
}

/// A connected store over `database`, as `role`.
func withPostgresStore(
    over database: PostgresDatabase, as role: String, timeout: Duration = .seconds(30), connections: Int = 1,
    _ body: @Sendable (PostgresStore) async throws -> Void
) async throws {
    let settings = try PostgresSettings(
        connectionString: database.connectionString(as: role), timeout: timeout, connections: connections)
    try await PostgresStore.withStore(settings) { store in
        try await store.waitUntilConnected(timeout: .seconds(30))
        try await body(store)
    }
}

/// What a call of a store throws; `nil` where it throws nothing.
func postgresFailure(_ body: () async throws -> Void) async throws -> StoreFailure? {
    do {
        try await body()
        return nil
    } catch let failure as StoreFailure {
        return failure
    } catch ClientStoreError.failed(let failure) {
        return failure
    }
}

/// Asks until the answer is yes or half a minute is over; asking takes its time, so nothing sleeps.
func eventually(_ condition: () async throws -> Bool) async throws -> Bool {
    let end = ContinuousClock.now + .seconds(30)
    while ContinuousClock.now < end {
        if try await condition() { return true }
        await Task.yield()
    }
    return false
}

extension PostgresStore {
    /// Runs a statement as it stands over one of the pool's connections and reads its first column as text.
    func text(_ sql: String, within timeout: Duration = .seconds(30)) async throws -> String? {
        let deadline = Deadline(after: timeout)
        return try await pool.call(by: deadline) { session throws(CallFailure) in
            // Without binding, answers are text.
            try session.execute(sql, by: deadline).rows.first?.text(0)
        }
    }
}

extension PostgresDatabase {
    /// The port of the cluster.
    var port: String {
        get throws {
            let fields = try Self.cluster().split(separator: " ")
            guard let port = fields.first(where: { $0.hasPrefix("port=") })?.dropFirst(5) else {
                throw Failure(description: "STEELCUT_TEST_POSTGRES names no port")
            }
            return String(port)
        }
    }
}

/// A test that is caught by a failure says why.
extension StoreFailure: CustomTestStringConvertible {
    /// The sentence and its cause, which logs may have.
    public var testDescription: String { "\(self): \(cause)" }
}
