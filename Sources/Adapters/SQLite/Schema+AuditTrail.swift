#if SQLite
extension Schema {
    /// Version 7: the table of version 1 was never written to.
    ///
    /// The hashes are made by the program; that an event follows the last one, and that none is changed, is held here, for
    /// rows that are made by hand.
    static let auditTrail = """
        DROP TABLE audit_events;
        CREATE TABLE audit_events (
            seq INTEGER NOT NULL PRIMARY KEY,
            at INTEGER NOT NULL,
            actor TEXT NOT NULL,
            event TEXT NOT NULL,
            detail TEXT NOT NULL,
            previous_hash BLOB NOT NULL,
            hash BLOB NOT NULL CHECK (length(hash) = 32)
        ) STRICT;

        CREATE TABLE audit_head (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            seq INTEGER NOT NULL,
            hash BLOB NOT NULL
        ) STRICT;
        INSERT INTO audit_head (id, seq, hash) VALUES (1, 0, zeroblob(32));

        CREATE TRIGGER audit_events_follow BEFORE INSERT ON audit_events
        WHEN NOT EXISTS (SELECT 1 FROM audit_head WHERE seq = NEW.seq - 1 AND hash = NEW.previous_hash) BEGIN
            SELECT RAISE(ABORT, 'an audit event follows the last one');
        END;
        CREATE TRIGGER audit_events_head AFTER INSERT ON audit_events BEGIN
            UPDATE audit_head SET seq = NEW.seq, hash = NEW.hash;
        END;
        CREATE TRIGGER audit_events_update BEFORE UPDATE ON audit_events BEGIN
            SELECT RAISE(ABORT, 'audit events are not changed');
        END;
        CREATE TRIGGER audit_events_delete BEFORE DELETE ON audit_events BEGIN
            SELECT RAISE(ABORT, 'audit events are not removed');
        END;
        """
}
#endif
