#if SQLite
import GRDB
public import SteelcutDomain

extension SQLiteStore: Ports.AuditLog {
    /// Appends entries in one IMMEDIATE transaction with the look at the last event.
    public func append(_ record: AuditRecord) async throws(StoreFailure) {
        guard !record.entries.isEmpty else { return }
        try await write { db in try AuditRows.append(db, record) }
    }

    /// Events in their order, those behind the number `sequence` only and not earlier than `time`.
    public func events(
        after sequence: Int64, since time: Timestamp?, limit: Int
    ) async throws(StoreFailure) -> [AuditEvent] {
        try await read { db in
            try Row.fetchAll(
                db.cachedStatement(sql: "SELECT * FROM audit_events WHERE seq > ? AND at >= ? ORDER BY seq LIMIT ?"),
                arguments: [sequence, time?.microseconds ?? Int64.min, max(0, limit)]
            ).map { try AuditEvent(Columns($0, of: "audit_events")) }
        }
    }

    /// Where the trail ends.
    public func head() async throws(StoreFailure) -> AuditHead { try await read(AuditRows.head) }
}

/// The SQL of audit events.
enum AuditRows {
    static func append(_ db: Database, _ record: AuditRecord) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO audit_events (seq, at, actor, event, detail, previous_hash, hash)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """)
        for event in record.events(after: try head(db)) {
            try statement.execute(arguments: [
                event.sequence, event.time.microseconds, event.actor, event.name, event.detail,
                blob(event.previousHash), blob(event.hash),
            ])
        }
    }

    static func head(_ db: Database) throws -> AuditHead {
        guard let row = try Row.fetchOne(db.cachedStatement(sql: "SELECT seq, hash FROM audit_head")) else {
            throw StoreFailure(.corrupt, cause: "audit_head is empty")
        }
        let columns = Columns(row, of: "audit_head")
        return AuditHead(sequence: try columns.integer("seq"), hash: try columns.bytes("hash"))
    }
}

extension AuditEvent {
    fileprivate init(_ columns: Columns) throws(StoreFailure) {
        self.init(
            sequence: try columns.integer("seq"), time: Timestamp(microseconds: try columns.integer("at")),
            actor: try columns.text("actor"), name: try columns.text("event"), detail: try columns.text("detail"),
            previousHash: try columns.bytes("previous_hash"), hash: try columns.bytes("hash"))
    }
}
#endif
