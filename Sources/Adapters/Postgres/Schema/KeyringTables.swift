extension Migration {
    /// What the private halves in `signing_keys` are sealed under.
    static let keyringTables = """
        CREATE TABLE steelcut.keyring_seal (
            is_the_one boolean PRIMARY KEY DEFAULT true CHECK (is_the_one),
            derivation text NOT NULL,
            proof bytea NOT NULL
        );
        """
}
