extension Migration {
    /// Version 6: whoever listens is told of each transaction that moves the change counter, when it commits, and finds out
    /// which clients it was for.
    ///
    /// The payload is empty, so that PostgreSQL sends one notification a transaction however much it changes, and nobody can
    /// take it for data: anybody who can connect may notify. And a revocation that is there already is found under the
    /// counter's lock, so that two that are made at once count once.
    ///
    /// A server that has counted further than the database, which lost what it had acknowledged when another took its place,
    /// says so: whoever reads the published list takes none that counts lower.
    ///
    /// Of the counter's last thousand moves it is kept which clients they were for; an empty ID stands for any.
    static let notifications = """
        CREATE TABLE steelcut.changed_clients (
            count bigint NOT NULL,
            client_id text NOT NULL,
            PRIMARY KEY (count, client_id)
        );
        INSERT INTO steelcut.changed_clients (count, client_id) SELECT value, '' FROM steelcut.change_counter;

        CREATE OR REPLACE FUNCTION steelcut.count_change() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
        DECLARE
            counted bigint;
            changed text;
        BEGIN
            -- Unless this transaction has counted already.
            UPDATE steelcut.change_counter SET value = value + 1 WHERE xmin <> pg_current_xact_id()::xid
                RETURNING value INTO counted;
            IF FOUND THEN
                DELETE FROM steelcut.changed_clients WHERE count <= counted - \(keptChanges);
            ELSE
                SELECT value INTO counted FROM steelcut.change_counter;
            END IF;
            IF TG_LEVEL = 'ROW' AND TG_TABLE_NAME = 'clients' THEN
                changed := CASE WHEN TG_OP = 'DELETE' THEN OLD.id WHEN TG_OP = 'INSERT' OR OLD.id = NEW.id THEN NEW.id END;
            ELSIF TG_LEVEL = 'ROW' AND TG_TABLE_NAME = 'client_secrets' THEN
                changed := CASE WHEN TG_OP = 'DELETE' THEN OLD.client_id
                    WHEN TG_OP = 'INSERT' OR OLD.client_id = NEW.client_id THEN NEW.client_id END;
            ELSIF TG_LEVEL = 'ROW' THEN
                RETURN NULL;
            END IF;
            INSERT INTO steelcut.changed_clients (count, client_id) VALUES (counted, coalesce(changed, ''))
                ON CONFLICT DO NOTHING;
            RETURN NULL;
        END
        $body$;

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

        CREATE FUNCTION steelcut.raise_revocation_counter(known bigint) RETURNS void
        LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
            -- By a bounded step: whoever calls must not bring it to its end.
            UPDATE steelcut.revocation_counter SET value = least(known, value + 1000000) WHERE value < known
        $body$;
        REVOKE ALL ON FUNCTION steelcut.raise_revocation_counter(bigint) FROM PUBLIC;
        """

    /// For how many moves of the counter it is kept which clients they were for.
    static let keptChanges = 1000

    /// What is notified on and listened to.
    static let channel = "steelcut_change"
}
