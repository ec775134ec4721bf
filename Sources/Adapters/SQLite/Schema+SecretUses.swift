#if SQLite
extension Schema {
    /// Version 4: what shows people which secret is meant, when it was ended by hand, and how it was used.
    ///
    /// A noted use moves no change counter: the trigger looks at the columns that say what a client may do. That a client
    /// has one secret without a selector at most is held here too, for rows that are made by hand.
    static let secretUses = """
        ALTER TABLE client_secrets ADD COLUMN hint TEXT;
        ALTER TABLE client_secrets ADD COLUMN ended INTEGER;
        ALTER TABLE client_secrets ADD COLUMN first_used INTEGER;
        ALTER TABLE client_secrets ADD COLUMN last_used INTEGER;
        ALTER TABLE client_secrets ADD COLUMN use_count INTEGER NOT NULL DEFAULT 0;

        DROP TRIGGER client_secrets_update_counts;
        CREATE TRIGGER client_secrets_update_counts
        AFTER UPDATE OF client_id, id, position, selector, hint, hash, created, expires, ended ON client_secrets BEGIN
            UPDATE change_counter SET count = count + 1;
        END;

        DROP INDEX client_secrets_without_selector;
        CREATE UNIQUE INDEX client_secrets_without_selector ON client_secrets (client_id) WHERE selector IS NULL;
        """
}
#endif
