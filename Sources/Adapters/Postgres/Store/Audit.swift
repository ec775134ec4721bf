public import SteelcutDomain

/// The database gives events their places, under the lock of the trail's head: a role that may only insert takes part.
extension PostgresStore: Ports.AuditLog {
    /// Appends entries in one statement.
    public func append(_ record: AuditRecord) async throws(StoreFailure) {
        guard !record.entries.isEmpty else { return }
        try await write { session, deadline throws(CallFailure) in
            // Not made again by itself where nobody answered: an event would be told twice.
            _ = try session.final { () throws(CallFailure) in
                try session.execute(.insertAuditEvents, record.values, by: deadline)
            }
        }
    }

    /// Events in their order, those behind the number `sequence` only and not earlier than `time`.
    public func events(
        after sequence: Int64, since time: Timestamp?, limit: Int
    ) async throws(StoreFailure) -> [AuditEvent] {
        let values = [
            Value.integer(sequence), .integer(time?.microseconds ?? Int64.min), .integer(Int64(max(0, limit))),
        ]
        return try await read { session, deadline throws(CallFailure) in
            var events: [AuditEvent] = []
            for row in try session.execute(.auditEvents, values, by: deadline).rows {
                events.append(
                    AuditEvent(
                        sequence: try row.integer(0), time: Timestamp(microseconds: try row.integer(1)),
                        actor: try row.text(2), name: try row.text(3), detail: try row.text(4),
                        previousHash: try row.bytes(5), hash: try row.bytes(6)))
            }
            return events
        }
    }

    /// Where the trail ends.
    public func head() async throws(StoreFailure) -> AuditHead {
        try await read { session, deadline throws(CallFailure) in
            guard let row = try session.execute(.auditHead, by: deadline).rows.first else {
                throw .unreadable("audit_head is empty")
            }
            return AuditHead(sequence: try row.integer(0), hash: try row.bytes(1))
        }
    }
}

extension AuditRecord {
    /// Times, actors, events and details, an array each.
    var values: [Value] {
        [
            .integers(entries.map(\.time.microseconds)), .texts(entries.map(\.actor.description)),
            .texts(entries.map(\.action.rawValue)), .texts(entries.map(\.detail)),
        ]
    }
}

extension Statement {
    static let insertAuditEvents = Statement(
        "insert_audit_events",
        """
        INSERT INTO steelcut.audit_events (at, actor, event, detail)
        SELECT e.at, e.actor, e.event, e.detail
        FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[])
            WITH ORDINALITY AS e (at, actor, event, detail, place)
        ORDER BY e.place
        """)

    static let auditEvents = Statement(
        "audit_events",
        """
        SELECT seq, at, actor, event, detail, previous_hash, hash FROM steelcut.audit_events
        WHERE seq > $1::bigint AND at >= $2::bigint ORDER BY seq LIMIT $3::bigint
        """)

    static let auditHead = Statement("audit_head", "SELECT seq, hash FROM steelcut.audit_head")
}
