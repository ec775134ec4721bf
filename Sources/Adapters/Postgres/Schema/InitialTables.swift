extension Migration {
    /// Version 1.
    ///
    /// Times are microseconds since the epoch. IDs collate by their bytes. What is an administrative change moves the one
    /// row of `change_counter` in its own transaction: the row's lock puts commits in order, as a sequence would not. A
    /// noted use is none.
    static let initialTables = """
        CREATE TABLE steelcut.clients (
            id text COLLATE "C" PRIMARY KEY,
            name text NOT NULL,
            grant_types text[] NOT NULL,
            resources text[] NOT NULL,
            scopes text[] NOT NULL,
            token_lifetime bigint CHECK (token_lifetime BETWEEN 1 AND 86400),
            enabled boolean NOT NULL,
            created bigint NOT NULL
        );

        CREATE TABLE steelcut.client_secrets (
            client_id text COLLATE "C" NOT NULL REFERENCES steelcut.clients ON DELETE CASCADE,
            id text COLLATE "C" NOT NULL,
            position bigint NOT NULL,
            selector text,
            hash text NOT NULL CHECK (hash LIKE '$%'),
            created bigint NOT NULL,
            expires bigint,
            last_used bigint,
            use_count bigint NOT NULL DEFAULT 0,
            PRIMARY KEY (client_id, id)
        );

        CREATE TABLE steelcut.signing_keys (
            kid text COLLATE "C" PRIMARY KEY,
            algorithm text NOT NULL,
            public_jwk text NOT NULL,
            sealed_private bytea NOT NULL,
            created bigint NOT NULL,
            signs_from bigint NOT NULL,
            ended bigint
        );

        CREATE TABLE steelcut.revocations (
            kind text NOT NULL CHECK (kind IN ('token', 'client', 'key')),
            subject text COLLATE "C" NOT NULL,
            issued_until bigint NOT NULL,
            ends bigint NOT NULL,
            created bigint NOT NULL,
            PRIMARY KEY (kind, subject, issued_until)
        );
        CREATE INDEX revocations_ends ON steelcut.revocations (ends);

        CREATE TABLE steelcut.audit_events (
            seq bigint PRIMARY KEY,
            at bigint NOT NULL,
            actor text NOT NULL,
            event text NOT NULL,
            detail text NOT NULL,
            previous_hash bytea NOT NULL,
            hash bytea NOT NULL
        );

        CREATE TABLE steelcut.change_counter (
            is_the_one boolean PRIMARY KEY DEFAULT true CHECK (is_the_one),
            value bigint NOT NULL
        );
        INSERT INTO steelcut.change_counter (value) VALUES (0);

        CREATE FUNCTION steelcut.count_change() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
        BEGIN
            UPDATE steelcut.change_counter SET value = value + 1;
            RETURN NULL;
        END
        $body$;

        CREATE FUNCTION steelcut.note_secret_use(of_client text, of_secret text, at bigint) RETURNS void
        LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
            UPDATE steelcut.client_secrets
            SET last_used = greatest(last_used, at), use_count = use_count + 1
            WHERE client_id = of_client AND id = of_secret
        $body$;

        CREATE FUNCTION steelcut.delete_ended() RETURNS bigint
        LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
            -- By this server's clock, an hour late: whoever calls can't name the moment, and clocks differ.
            WITH gone AS (
                DELETE FROM steelcut.revocations
                WHERE ends < (extract(epoch FROM now()) - 3600) * 1000000
                RETURNING 1
            ) SELECT count(*) FROM gone
        $body$;

        REVOKE ALL ON FUNCTION steelcut.count_change() FROM PUBLIC;
        REVOKE ALL ON FUNCTION steelcut.note_secret_use(text, text, bigint) FROM PUBLIC;
        REVOKE ALL ON FUNCTION steelcut.delete_ended() FROM PUBLIC;

        \(countedTables.map(countChanges).joined(separator: "\n\n"))
        """

    /// The tables whose changes count, and of which columns.
    private static let countedTables = [
        ("clients", ["id", "name", "grant_types", "resources", "scopes", "token_lifetime", "enabled", "created"]),
        ("client_secrets", ["client_id", "id", "position", "selector", "hash", "created", "expires"]),
        ("signing_keys", ["kid", "algorithm", "public_jwk", "sealed_private", "created", "signs_from", "ended"]),
    ]

    /// By row: a statement that touches none changes nothing.
    private static func countChanges(of table: String, in columns: [String]) -> String {
        func row(_ name: String) -> String { "(" + columns.map { "\(name).\($0)" }.joined(separator: ", ") + ")" }
        return """
            CREATE TRIGGER count_rows AFTER INSERT OR DELETE ON steelcut.\(table)
                FOR EACH ROW EXECUTE FUNCTION steelcut.count_change();
            CREATE TRIGGER count_updates AFTER UPDATE ON steelcut.\(table)
                FOR EACH ROW WHEN (\(row("OLD")) IS DISTINCT FROM \(row("NEW")))
                EXECUTE FUNCTION steelcut.count_change();
            CREATE TRIGGER count_truncate AFTER TRUNCATE ON steelcut.\(table)
                FOR EACH STATEMENT EXECUTE FUNCTION steelcut.count_change();
            """
    }
}
