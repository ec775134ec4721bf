extension Migration {
    /// Revocations that a server reads only as far as they are new to it, and who may introspect.
    ///
    /// Each revocation carries the counter that it moved. The counter's one row stays locked until the transaction ends, so
    /// whoever has read it has seen everything up to it.
    static let revocationTables = """
        ALTER TABLE steelcut.revocations ADD COLUMN counter bigint NOT NULL DEFAULT 0;
        CREATE INDEX revocations_counter ON steelcut.revocations (counter);

        CREATE TABLE steelcut.revocation_counter (
            is_the_one boolean PRIMARY KEY DEFAULT true CHECK (is_the_one),
            value bigint NOT NULL
        );
        INSERT INTO steelcut.revocation_counter (value) VALUES (0);

        CREATE FUNCTION steelcut.count_revocation() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
        BEGIN
            UPDATE steelcut.revocation_counter SET value = value + 1 RETURNING value INTO NEW.counter;
            UPDATE steelcut.change_counter SET value = value + 1;
            RETURN NEW;
        END
        $body$;
        REVOKE ALL ON FUNCTION steelcut.count_revocation() FROM PUBLIC;
        CREATE TRIGGER count_rows BEFORE INSERT ON steelcut.revocations
            FOR EACH ROW EXECUTE FUNCTION steelcut.count_revocation();

        ALTER TABLE steelcut.clients ADD COLUMN introspects text[] NOT NULL DEFAULT '{}';
        CREATE TRIGGER count_introspects AFTER UPDATE ON steelcut.clients
            FOR EACH ROW WHEN (OLD.introspects IS DISTINCT FROM NEW.introspects)
            EXECUTE FUNCTION steelcut.count_change();
        """
}
