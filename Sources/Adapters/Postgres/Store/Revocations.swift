public import SteelcutDomain

extension PostgresStore: Ports.RevocationStore {
    /// Adds a revocation; one of the same subject that reaches as far is left as it is.
    public func revoke(_ revocation: Revocation, recording record: AuditRecord?) async throws(StoreFailure) {
        // Where nobody answered, asking again does no harm: what was made is found and left as it is.
        try await write { session, deadline throws(CallFailure) in
            if let record {
                try session.execute(.insertRecordedRevocation, revocation.values + record.values, by: deadline)
            } else {
                try session.execute(.insertRevocation, revocation.values, by: deadline)
            }
        }
    }

    /// Adds what is missing of these, and raises the counter to theirs, by the owner's function.
    public func restore(_ known: RevocationPage) async throws(StoreFailure) {
        try await write { session, deadline throws(CallFailure) in
            for revocation in known.revocations {
                try session.execute(.insertRevocation, revocation.values, by: deadline)
            }
            try session.execute(.raiseRevocationCounter, [.integer(known.counter)], by: deadline)
        }
    }

    /// What was added after the counter stood at `counter` and has not ended, of one snapshot.
    public func revocations(after counter: Int64, at now: Timestamp) async throws(StoreFailure) -> RevocationPage {
        let values = [Value.integer(counter), .integer(now.microseconds)]
        return try await read { session, deadline throws(CallFailure) in
            let rows = try session.execute(.revocations, values, by: deadline).rows
            guard let first = rows.first else { throw .unreadable("the revocation counter is missing") }
            var revocations: [Revocation] = []
            for row in rows { if let revocation = try Revocation(row) { revocations.append(revocation) } }
            return RevocationPage(counter: try first.integer(0), revocations: revocations)
        }
    }

    /// Forgets what ended an hour or more ago, by the database's clock.
    public func removeEndedRevocations(at now: Timestamp) async throws(StoreFailure) {
        try await write { session, deadline throws(CallFailure) in
            try session.execute(.deleteEnded, [], by: deadline)
        }
    }
}

extension Statement {
    static let insertRevocation = Statement(
        "insert_revocation",
        """
        INSERT INTO steelcut.revocations (kind, subject, issued_until, ends, created)
        SELECT $1::text, $2::text, $3::bigint, $4::bigint, $5::bigint
        WHERE NOT EXISTS (
            SELECT FROM steelcut.revocations WHERE kind = $1::text AND subject = $2::text AND issued_until >= $3::bigint)
        ON CONFLICT DO NOTHING
        """)

    /// One statement, so that both are made or neither; where the revocation is there already, there is nothing to tell.
    static let insertRecordedRevocation = Statement(
        "insert_recorded_revocation",
        """
        WITH made AS (
            INSERT INTO steelcut.revocations (kind, subject, issued_until, ends, created)
            SELECT $1::text, $2::text, $3::bigint, $4::bigint, $5::bigint
            WHERE NOT EXISTS (
                SELECT FROM steelcut.revocations
                WHERE kind = $1::text AND subject = $2::text AND issued_until >= $3::bigint)
            ON CONFLICT DO NOTHING
            RETURNING 1
        )
        INSERT INTO steelcut.audit_events (at, actor, event, detail)
        SELECT e.at, e.actor, e.event, e.detail
        FROM made, unnest($6::bigint[], $7::text[], $8::text[], $9::text[])
            WITH ORDINALITY AS e (at, actor, event, detail, place)
        ORDER BY e.place
        """)

    static let revocations = Statement(
        "revocations",
        """
        SELECT c.value, r.kind, r.subject, r.issued_until, r.ends, r.created
        FROM steelcut.revocation_counter c
        LEFT JOIN steelcut.revocations r ON r.counter > $1::bigint AND r.ends > $2::bigint
        """)

    static let raiseRevocationCounter = Statement(
        "raise_revocation_counter", "SELECT steelcut.raise_revocation_counter($1::bigint)")

    static let deleteEnded = Statement("delete_ended", "SELECT steelcut.delete_ended()")
}

extension Revocation {
    fileprivate var values: [Value] {
        [
            .text(subject.kind), .text(subject.name), .integer(issuedUntil.microseconds), .integer(ends.microseconds),
            .integer(created.microseconds),
        ]
    }

    /// A row of `Statement.revocations`; `nil` for the one that is there for the counter alone.
    fileprivate init?(_ row: Row) throws(CallFailure) {
        guard let kind = try row.optionalText(1) else { return nil }
        guard let subject = Subject(kind: kind, name: try row.text(2)) else {
            throw .unreadable("a revocation is malformed")
        }
        self.init(
            subject: subject, issuedUntil: Timestamp(microseconds: try row.integer(3)),
            ends: Timestamp(microseconds: try row.integer(4)), created: Timestamp(microseconds: try row.integer(5)))
    }
}
