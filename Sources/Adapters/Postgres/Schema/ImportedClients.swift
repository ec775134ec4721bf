extension Migration {
    /// Version 2: the key of the draw of decoys, what keeps counting secrets without a selector cheap, and one count a
    /// transaction.
    ///
    /// The key is of two UUIDs of version 4, 244 random bits of the server's strong generator. A count for each of many
    /// rows would make one dead version of the counter's row each, which the next one has to pass by.
    static let importedClients = """
        CREATE TABLE steelcut.decoy_key (
            is_the_one boolean PRIMARY KEY DEFAULT true CHECK (is_the_one),
            key text NOT NULL
        );
        INSERT INTO steelcut.decoy_key (key) VALUES (
            pg_catalog.replace(pg_catalog.concat(pg_catalog.gen_random_uuid(), pg_catalog.gen_random_uuid()), '-', ''));

        CREATE INDEX client_secrets_without_selector ON steelcut.client_secrets (client_id) WHERE selector IS NULL;

        CREATE OR REPLACE FUNCTION steelcut.count_change() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
        BEGIN
            -- Unless this transaction has counted already.
            UPDATE steelcut.change_counter SET value = value + 1 WHERE xmin <> pg_current_xact_id()::xid;
            RETURN NULL;
        END
        $body$;
        """
}
