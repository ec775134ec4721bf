extension Migration {
    /// Version 7: events get their numbers and hashes here, whoever inserts them and whatever they name.
    ///
    /// The one row of `audit_head` stays locked until the transaction ends, so the chain has no forks; the server's role may
    /// insert events, and need not be able to read them. What is hashed is `AuditChain`'s: seven fields, each behind its
    /// length. That events are neither changed nor removed is held here too, for who owns the table.
    static let auditTrail = """
        CREATE TABLE steelcut.audit_head (
            is_the_one boolean PRIMARY KEY DEFAULT true CHECK (is_the_one),
            seq bigint NOT NULL,
            hash bytea NOT NULL
        );
        INSERT INTO steelcut.audit_head (seq, hash)
            SELECT coalesce(max(seq), 0), decode(repeat('00', 32), 'hex') FROM steelcut.audit_events;
        ALTER TABLE steelcut.audit_events ADD CHECK (octet_length(hash) = 32) NOT VALID;

        CREATE FUNCTION steelcut.chain_audit_event() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
        DECLARE
            field bytea;
            content bytea := '';
        BEGIN
            SELECT seq + 1, hash INTO STRICT NEW.seq, NEW.previous_hash FROM steelcut.audit_head FOR UPDATE;
            FOREACH field IN ARRAY ARRAY[
                convert_to('steelcut-audit-1', 'UTF8'), int8send(NEW.seq), int8send(NEW.at),
                convert_to(NEW.actor, 'UTF8'), convert_to(NEW.event, 'UTF8'), convert_to(NEW.detail, 'UTF8'),
                NEW.previous_hash
            ] LOOP
                content := content || int4send(octet_length(field)) || field;
            END LOOP;
            NEW.hash := sha256(content);
            UPDATE steelcut.audit_head SET seq = NEW.seq, hash = NEW.hash;
            RETURN NEW;
        END
        $body$;
        CREATE TRIGGER chain_rows BEFORE INSERT ON steelcut.audit_events
            FOR EACH ROW EXECUTE FUNCTION steelcut.chain_audit_event();

        CREATE FUNCTION steelcut.keep_audit_events() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
        BEGIN
            RAISE EXCEPTION 'audit events are neither changed nor removed';
        END
        $body$;
        CREATE TRIGGER keep_rows BEFORE UPDATE OR DELETE OR TRUNCATE ON steelcut.audit_events
            FOR EACH STATEMENT EXECUTE FUNCTION steelcut.keep_audit_events();

        REVOKE ALL ON FUNCTION steelcut.chain_audit_event() FROM PUBLIC;
        REVOKE ALL ON FUNCTION steelcut.keep_audit_events() FROM PUBLIC;
        """
}
