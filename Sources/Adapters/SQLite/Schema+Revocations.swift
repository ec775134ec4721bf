#if SQLite
extension Schema {
    /// Version 3: the table of version 1 was never written to.
    ///
    /// Each revocation carries the counter that it moved, so that a server reads only what came since.
    static let revocations = """
        DROP TABLE revocations;
        CREATE TABLE revocations (
            counter INTEGER NOT NULL PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind IN ('token', 'client', 'key')),
            subject TEXT NOT NULL,
            issued_until INTEGER NOT NULL,
            ends INTEGER NOT NULL,
            created INTEGER NOT NULL,
            UNIQUE (kind, subject, issued_until)
        ) STRICT;
        CREATE INDEX revocations_ends ON revocations (ends);

        CREATE TABLE revocation_counter (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            count INTEGER NOT NULL
        ) STRICT;
        INSERT INTO revocation_counter (id, count) VALUES (1, 0);

        CREATE TRIGGER revocations_insert_counts AFTER INSERT ON revocations BEGIN
            UPDATE revocation_counter SET count = NEW.counter;
            UPDATE change_counter SET count = count + 1;
        END;

        ALTER TABLE clients ADD COLUMN introspects TEXT NOT NULL DEFAULT '[]';
        """
}
#endif
