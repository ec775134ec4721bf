#if SQLite
import GRDB
public import SteelcutDomain

extension SQLiteStore: Ports.RevocationStore {
    /// Adds a revocation; one of the same subject that reaches as far is left as it is.
    public func revoke(_ revocation: Revocation, recording record: AuditRecord?) async throws(StoreFailure) {
        try await write { db in
            try revocation.insert(into: db)
            // What triggers do is not counted.
            if let record, db.changesCount > 0 { try AuditRows.append(db, record) }
        }
    }

    /// Adds what is missing of these, and raises the counter to theirs.
    public func restore(_ known: RevocationPage) async throws(StoreFailure) {
        try await write { db in
            for revocation in known.revocations { try revocation.insert(into: db) }
            try db.execute(
                sql: "UPDATE revocation_counter SET count = max(count, min(?, count + 1000000))",
                arguments: [known.counter])
        }
    }

    /// What was added after the counter stood at `counter` and has not ended.
    public func revocations(after counter: Int64, at now: Timestamp) async throws(StoreFailure) -> RevocationPage {
        try await read { db in
            guard let current = try Int64.fetchOne(db.cachedStatement(sql: "SELECT count FROM revocation_counter"))
            else { throw StoreFailure(.corrupt, cause: "revocation_counter is empty") }
            guard current != counter else { return RevocationPage(counter: current, revocations: []) }
            let rows = try Row.fetchAll(
                db.cachedStatement(sql: "SELECT * FROM revocations WHERE counter > ? AND ends > ? ORDER BY counter"),
                arguments: [counter, now.microseconds])
            return RevocationPage(
                counter: current,
                revocations: try rows.map { try Revocation(Columns($0, of: "revocations")) })
        }
    }

    /// Forgets what ended an hour or more ago.
    public func removeEndedRevocations(at now: Timestamp) async throws(StoreFailure) {
        try await write { db in
            try db.cachedStatement(sql: "DELETE FROM revocations WHERE ends <= ?").execute(
                arguments: [now.advanced(bySeconds: -3600).microseconds])
        }
    }
}

extension Revocation {
    fileprivate func insert(into db: Database) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO revocations (counter, kind, subject, issued_until, ends, created)
                SELECT count + 1, ?1, ?2, ?3, ?4, ?5 FROM revocation_counter
                WHERE NOT EXISTS (
                    SELECT 1 FROM revocations WHERE kind = ?1 AND subject = ?2 AND issued_until >= ?3)
                """
        ).execute(arguments: [
            subject.kind, subject.name, issuedUntil.microseconds, ends.microseconds, created.microseconds,
        ])
    }

    fileprivate init(_ columns: Columns) throws(StoreFailure) {
        guard
            let subject = Subject(kind: try columns.text("kind"), name: try columns.text("subject"))
        else { throw columns.malformed("subject") }
        self.init(
            subject: subject, issuedUntil: Timestamp(microseconds: try columns.integer("issued_until")),
            ends: Timestamp(microseconds: try columns.integer("ends")),
            created: Timestamp(microseconds: try columns.integer("created")))
    }
}
#endif
