extension Migration {
    /// Version 6: whoever listens is told of each transaction that moves the change counter, when it commits.
    ///
    /// The payload is empty, so that PostgreSQL sends one notification a transaction however much it changes, and nobody can
    /// take it for data: anybody who can connect may notify. And a revocation that is there already is found under the
    /// counter's lock, so that two that are made at once count once.
    static let notifications = """
        CREATE FUNCTION steelcut.notify_change() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
        BEGIN
            PERFORM pg_notify('\(channel)', '');
            RETURN NULL;
        END
        $body$;
        REVOKE ALL ON FUNCTION steelcut.notify_change() FROM PUBLIC;
        CREATE TRIGGER notify_change AFTER UPDATE ON steelcut.change_counter
            FOR EACH ROW EXECUTE FUNCTION steelcut.notify_change();

        CREATE OR REPLACE FUNCTION steelcut.count_revocation() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
        BEGIN
            -- Each statement here sees what was committed before it began, after the wait for the lock too.
            PERFORM FROM steelcut.revocation_counter FOR UPDATE;
            IF EXISTS (
                SELECT FROM steelcut.revocations
                WHERE kind = NEW.kind AND subject = NEW.subject AND issued_until >= NEW.issued_until
            ) THEN
                RETURN NULL;
            END IF;
            UPDATE steelcut.revocation_counter SET value = value + 1 RETURNING value INTO NEW.counter;
            UPDATE steelcut.change_counter SET value = value + 1;
            RETURN NEW;
        END
        $body$;
        """

    /// What is notified on and listened to.
    static let channel = "steelcut_change"
}
