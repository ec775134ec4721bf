import SteelcutDomain
import SteelcutOpenSSL
import SteelcutPostgres
import SteelcutPostgresFixture
import SteelcutTestKit

extension Adapter where Subject == any Ports.ClientStore {
    static var postgres: Self { postgres { $0 } }
}

extension Adapter where Subject == CountedStore {
    static var postgres: Self {
        Self("PostgreSQL") { body in
            try await withPostgresDatabase { settings in
                try await PostgresStore.withStore(settings) { here in
                    try await PostgresStore.withStore(settings) { elsewhere in
                        try await body(
                            CountedStore(
                                counter: here, clients: here, elsewhere: elsewhere, keys: .sealed(in: elsewhere)))
                    }
                }
            }
        }
    }
}

extension Adapter where Subject == any Ports.SealedKeyStore {
    static var postgres: Self { postgres { $0 } }
}

extension Adapter where Subject == KeyStoreSubject {
    static var postgres: Self {
        Self("sealed rows in PostgreSQL") { body in
            try await withPostgresDatabase { settings in
                try await PostgresStore.withStore(settings) { store in try await body(.sealed(in: store)) }
            }
        }
    }
}

extension Adapter where Subject == any ImportTarget {
    static var postgres: Self { postgres { $0 } }
}

extension Adapter where Subject == any UsageStore {
    static var postgres: Self { postgres { $0 } }
}

extension Adapter where Subject == AuditedStore {
    static var postgres: Self {
        Self("PostgreSQL") { body in
            try await withPostgresDatabase { settings in
                try await PostgresStore.withStore(settings) { here in
                    try await PostgresStore.withStore(settings) { elsewhere in
                        try await body(
                            AuditedStore(
                                log: here, elsewhere: elsewhere, revocations: here, counter: elsewhere,
                                digest: try OpenSSLDigest()))
                    }
                }
            }
        }
    }
}

extension Adapter where Subject == any Ports.RevocationStore {
    static var postgres: Self { postgres { $0 } }
}

extension Adapter {
    /// One store over a fresh database, as whatever it is held to.
    fileprivate static func postgres(_ subject: @escaping @Sendable (PostgresStore) -> Subject) -> Self {
        Self("PostgreSQL") { body in
            try await withPostgresDatabase { settings in
                try await PostgresStore.withStore(settings) { try await body(subject($0)) }
            }
        }
    }
}

/// How the command line's role reaches a fresh database, set up as `steelcut db sql` does.
private func withPostgresDatabase(_ body: @Sendable (PostgresSettings) async throws -> Void) async throws {
    try await PostgresDatabase.withNew(setUpBy: PostgresSetupScript.sql()) { database in
        try await body(
            PostgresSettings(
                connectionString: database.connectionString(as: "steelcut_admin"), timeout: .seconds(30),
                connections: 3))
    }
}
