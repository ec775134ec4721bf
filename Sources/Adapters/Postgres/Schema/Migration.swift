/// One step of the tables' history.
///
/// SQLite's store has steps of the same numbers and names.
struct Migration: Sendable {
    /// Its place in the history, from 1 without gaps.
    let version: Int64
    /// What it brings.
    let name: String
    /// The oldest program, by its schema level, that still works once this step was made: nodes are replaced one after
    /// another, so a step should leave this at the level before it wherever it can.
    let oldestProgram: Int64
    /// The statements, for the inside of a PL/pgSQL block.
    let sql: String

    /// The schema level of this program: the steps that it knows, all of which it needs.
    static let programLevel = Int64(all.count)

    /// The whole history.
    static let all = [
        Migration(version: 1, name: "initial tables", oldestProgram: 1, sql: initialTables),
        Migration(version: 2, name: "imported clients", oldestProgram: 1, sql: importedClients),
        Migration(version: 3, name: "revocations and introspection", oldestProgram: 1, sql: revocationTables),
        Migration(version: 4, name: "secrets and their uses", oldestProgram: 1, sql: secretUses),
        Migration(version: 5, name: "keyring in the database", oldestProgram: 1, sql: keyringTables),
        Migration(version: 6, name: "notifications", oldestProgram: 1, sql: notifications),
        Migration(version: 7, name: "audit trail", oldestProgram: 1, sql: auditTrail),
    ]

    /// Makes the step where it was not made, and records it.
    ///
    /// Nothing in `name` or `sql` comes from outside.
    var idempotentSQL: String {
        """
        DO $migration$
        BEGIN
        IF NOT EXISTS (SELECT FROM steelcut.schema_migrations WHERE version = \(version)) THEN

        \(sql)

        INSERT INTO steelcut.schema_migrations (version, name, oldest_program)
        VALUES (\(version), '\(name)', \(oldestProgram));
        END IF;
        END
        $migration$;
        """
    }

    /// Where the steps are recorded.
    static let historyTable = """
        CREATE TABLE IF NOT EXISTS steelcut.schema_migrations (
            version bigint PRIMARY KEY,
            name text NOT NULL,
            oldest_program bigint NOT NULL,
            applied timestamptz NOT NULL DEFAULT pg_catalog.now()
        );
        """

    /// Lets one migrate at a time, until the transaction ends.
    ///
    /// The number is "steelcut" in ASCII.
    static let lock = "DO $lock$ BEGIN PERFORM pg_catalog.pg_advisory_xact_lock(8319385897944708468); END $lock$;"
}
