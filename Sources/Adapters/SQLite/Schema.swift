#if SQLite
/// The tables, as numbered steps that were and will be the same for everybody.
///
/// Times are microseconds since 1970; lists are JSON arrays of strings. `STRICT` keeps other types out, also where a
/// row is made by hand (https://www.sqlite.org/stricttables.html).
enum Schema {
    /// One step.
    struct Migration {
        let version: Int
        let name: String
        /// The oldest program, by the last step that it knows, which still works once this step is done.
        let oldestProgram: Int
        let sql: String
    }

    static let migrations = [
        Migration(version: 1, name: "initial", oldestProgram: 1, sql: initial),
        Migration(version: 2, name: "imported clients", oldestProgram: 1, sql: importedClients),
        Migration(version: 3, name: "revocations and introspection", oldestProgram: 1, sql: revocations),
        Migration(version: 4, name: "secrets and their uses", oldestProgram: 1, sql: secretUses),
        Migration(version: 5, name: "keyring in the database", oldestProgram: 1, sql: keyringSeal),
        // PostgreSQL's: here nobody else than who looks at the file can be told.
        Migration(version: 6, name: "notifications", oldestProgram: 1, sql: "-- nothing"),
        Migration(version: 7, name: "audit trail", oldestProgram: 1, sql: auditTrail),
    ]

    /// The last step that this program knows.
    static let programVersion = migrations.last?.version ?? 0

    static let bookkeeping = """
        CREATE TABLE IF NOT EXISTS schema_migrations (
            version INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            oldest_program INTEGER NOT NULL,
            applied INTEGER NOT NULL
        ) STRICT;
        """

    private static let initial =
        """
        CREATE TABLE clients (
            id TEXT NOT NULL PRIMARY KEY,
            name TEXT NOT NULL,
            grant_types TEXT NOT NULL,
            resources TEXT NOT NULL,
            scopes TEXT NOT NULL,
            token_lifetime INTEGER CHECK (token_lifetime BETWEEN 1 AND 86400),
            enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
            created INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE client_secrets (
            client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
            id TEXT NOT NULL,
            position INTEGER NOT NULL,
            selector TEXT,
            hash TEXT NOT NULL,
            created INTEGER NOT NULL,
            expires INTEGER,
            PRIMARY KEY (client_id, id)
        ) STRICT;

        CREATE TABLE signing_keys (
            id TEXT NOT NULL PRIMARY KEY,
            algorithm TEXT NOT NULL,
            public_key TEXT NOT NULL,
            private_key BLOB NOT NULL,
            created INTEGER NOT NULL,
            signs_from INTEGER NOT NULL,
            ended INTEGER
        ) STRICT;

        CREATE TABLE revocations (
            token_id TEXT NOT NULL PRIMARY KEY,
            client_id TEXT NOT NULL,
            revoked INTEGER NOT NULL,
            expires INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX revocations_by_expiry ON revocations (expires);

        CREATE TABLE audit_events (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            time INTEGER NOT NULL,
            event TEXT NOT NULL,
            client_id TEXT,
            detail TEXT NOT NULL
        ) STRICT;

        CREATE TABLE change_counter (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            count INTEGER NOT NULL
        ) STRICT;
        INSERT INTO change_counter (id, count) VALUES (1, 0);

        -- The sqlite3 shell does not enforce foreign keys unless asked: a client that is deleted there must not leave
        -- secrets behind for the next one of its ID.
        CREATE TRIGGER clients_cascade AFTER DELETE ON clients BEGIN
            DELETE FROM client_secrets WHERE client_id = OLD.id;
        END;

        """ + ["clients", "client_secrets", "signing_keys"].flatMap(countingTriggers).joined(separator: "\n")

    /// The key of the draw of decoys, and what keeps counting secrets without a selector cheap.
    private static let importedClients = """
        CREATE TABLE decoy_key (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            key TEXT NOT NULL
        ) STRICT;
        INSERT INTO decoy_key (id, key) VALUES (1, lower(hex(randomblob(32))));

        CREATE INDEX client_secrets_without_selector ON client_secrets (client_id) WHERE selector IS NULL;
        """

    private static func countingTriggers(of table: String) -> [String] {
        ["INSERT", "UPDATE", "DELETE"].map { event in
            """
            CREATE TRIGGER \(table)_\(event.lowercased())_counts AFTER \(event) ON \(table) BEGIN
                UPDATE change_counter SET count = count + 1;
            END;
            """
        }
    }
}
#endif
