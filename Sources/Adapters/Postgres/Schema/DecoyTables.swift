extension Migration {
    /// Version 2: the key of the draw of decoys, and what keeps counting secrets without a selector cheap.
    ///
    /// The key is of two UUIDs of version 4, 244 random bits of the server's strong generator.
    static let decoys = """
        CREATE TABLE steelcut.decoy_key (
            is_the_one boolean PRIMARY KEY DEFAULT true CHECK (is_the_one),
            key text NOT NULL
        );
        INSERT INTO steelcut.decoy_key (key) VALUES (
            pg_catalog.replace(pg_catalog.concat(pg_catalog.gen_random_uuid(), pg_catalog.gen_random_uuid()), '-', ''));

        CREATE INDEX client_secrets_without_selector ON steelcut.client_secrets (client_id) WHERE selector IS NULL;
        """
}
