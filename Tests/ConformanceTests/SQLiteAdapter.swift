import SteelcutDomain
import SteelcutOpenSSL
import SteelcutSQLite
import SteelcutTestKit

extension Adapter where Subject == any Ports.ClientStore {
    static var sqlite: Self { sqlite { $0 } }
}

extension Adapter where Subject == CountedStore {
    static var sqlite: Self {
        Self("SQLite") { body in
            let folder = try TemporaryFolder()
            let path = folder.path("steelcut.db")
            let here = try SQLiteStore.open(path: path, createIfMissing: true)
            try await here.migrate()
            let elsewhere = try SQLiteStore.open(path: path, createIfMissing: false)
            try await body(
                CountedStore(counter: here, clients: here, elsewhere: elsewhere, keys: .sealed(in: elsewhere)))
        }
    }
}

extension Adapter where Subject == any Ports.SealedKeyStore {
    static var sqlite: Self { sqlite { $0 } }
}

extension Adapter where Subject == KeyStoreSubject {
    static var sqlite: Self {
        Self("sealed rows in SQLite") { body in
            let folder = try TemporaryFolder()
            let store = try SQLiteStore.open(path: folder.path("steelcut.db"), createIfMissing: true)
            try await store.migrate()
            try await body(.sealed(in: store))
        }
    }
}

extension Adapter where Subject == any ImportTarget {
    static var sqlite: Self { sqlite { $0 } }
}

extension Adapter where Subject == any UsageStore {
    static var sqlite: Self { sqlite { $0 } }
}

extension Adapter where Subject == AuditedStore {
    static var sqlite: Self {
        Self("SQLite") { body in
            let folder = try TemporaryFolder()
            let path = folder.path("steelcut.db")
            let here = try SQLiteStore.open(path: path, createIfMissing: true, timeout: .seconds(30))
            try await here.migrate()
            let elsewhere = try SQLiteStore.open(path: path, createIfMissing: false, timeout: .seconds(30))
            try await body(
                AuditedStore(
                    log: here, elsewhere: elsewhere, revocations: here, counter: elsewhere,
                    digest: try OpenSSLDigest()))
        }
    }
}

extension Adapter where Subject == any Ports.RevocationStore {
    static var sqlite: Self { sqlite { $0 } }
}

extension Adapter {
    /// One store over a fresh file, as whatever it is held to.
    fileprivate static func sqlite(_ subject: @escaping @Sendable (SQLiteStore) -> Subject) -> Self {
        Self("SQLite") { body in
            let folder = try TemporaryFolder()
            let store = try SQLiteStore.open(path: folder.path("steelcut.db"), createIfMissing: true)
            try await store.migrate()
            try await body(subject(store))
        }
    }
}
