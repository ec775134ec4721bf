extension Migration {
    /// Version 4: what shows people which secret is meant, when it was ended by hand, and uses that are noted many at a
    /// time.
    ///
    /// That a client has one secret without a selector at most is held here too, for rows that are made by hand.
    static let secretUses = """
        ALTER TABLE steelcut.client_secrets ADD COLUMN hint text, ADD COLUMN ended bigint, ADD COLUMN first_used bigint;

        CREATE TRIGGER count_ends AFTER UPDATE ON steelcut.client_secrets
            FOR EACH ROW WHEN ((OLD.hint, OLD.ended) IS DISTINCT FROM (NEW.hint, NEW.ended))
            EXECUTE FUNCTION steelcut.count_change();

        DROP INDEX steelcut.client_secrets_without_selector;
        CREATE UNIQUE INDEX client_secrets_without_selector ON steelcut.client_secrets (client_id)
            WHERE selector IS NULL;

        CREATE FUNCTION steelcut.note_secret_uses(
            of_clients text[], of_secrets text[], counts bigint[], firsts bigint[], lasts bigint[]
        ) RETURNS void
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
        DECLARE
            used record;
        BEGIN
            -- In one order for all, so that two servers which note at once do not wait for each other in a circle.
            FOR used IN
                SELECT * FROM unnest(of_clients, of_secrets, counts, firsts, lasts) AS u (client, secret, uses, began, ended)
                WHERE uses BETWEEN 1 AND 1000000000 ORDER BY client COLLATE "C", secret COLLATE "C"
            LOOP
                UPDATE steelcut.client_secrets SET use_count = use_count + used.uses,
                    first_used = least(coalesce(first_used, last_used), used.began),
                    last_used = greatest(last_used, used.ended)
                WHERE client_id = used.client AND id = used.secret;
            END LOOP;
        END
        $body$;
        REVOKE ALL ON FUNCTION steelcut.note_secret_uses(text[], text[], bigint[], bigint[], bigint[]) FROM PUBLIC;
        """
}
