#if SQLite
extension Schema {
    /// Version 5: what `signing_keys` is sealed under.
    static let keyringSeal = """
        CREATE TABLE keyring_seal (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            derivation TEXT NOT NULL,
            proof BLOB NOT NULL
        ) STRICT;
        """
}
#endif
