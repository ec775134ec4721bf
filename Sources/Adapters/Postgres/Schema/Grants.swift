/// Who may do what with the tables, once more after every migration.
enum Grants {
    /// The role of the tables' owner, which migrates.
    static let owner = "steelcut_owner"
    /// The role of the command line.
    static let admin = "steelcut_admin"
    /// The role of the authorization server.
    static let server = "auth_client"

    /// What the server's role needs, table by table, and all it may have.
    static let ofServer: [(table: String, privileges: [String])] = [
        ("clients", ["SELECT"]),
        ("client_secrets", ["SELECT"]),
        ("signing_keys", ["SELECT", "INSERT"]),
        ("keyring_seal", ["SELECT"]),
        ("revocations", ["SELECT", "INSERT"]),
        ("audit_events", ["INSERT"]),
        ("audit_head", ["SELECT"]),
        ("change_counter", ["SELECT"]),
        ("changed_clients", ["SELECT"]),
        ("decoy_key", ["SELECT"]),
        ("revocation_counter", ["SELECT"]),
        ("schema_migrations", ["SELECT"]),
    ]

    /// What the command line's role needs.
    static let ofAdmin: [(table: String, privileges: [String])] = [
        ("clients", everything), ("client_secrets", everything), ("signing_keys", everything),
        ("keyring_seal", ["SELECT", "INSERT", "UPDATE"]), ("revocations", everything),
        ("audit_events", ["SELECT", "INSERT"]), ("audit_head", ["SELECT"]), ("change_counter", ["SELECT"]),
        ("changed_clients", ["SELECT"]),
        ("decoy_key", ["SELECT"]),
        ("revocation_counter", ["SELECT"]), ("schema_migrations", ["SELECT"]),
    ]

    private static let everything = ["SELECT", "INSERT", "UPDATE", "DELETE"]

    private static let functions = [
        "note_secret_use(text, text, bigint)", "note_secret_uses(text[], text[], bigint[], bigint[], bigint[])",
        "delete_ended()", "raise_revocation_counter(bigint)",
    ]

    /// What a role needs in all, a phrase each such as `SELECT on clients`.
    static func needs(of tables: [(table: String, privileges: [String])]) -> [String] {
        ["USAGE on the schema"] + tables.flatMap { table, privileges in privileges.map { "\($0) on \(table)" } }
            + functions.map { "EXECUTE on \($0.prefix { $0 != "(" })" }
    }

    /// Grants to those roles that exist, so that a developer's database without them is served too.
    ///
    /// What an operator has granted beyond this stays.
    static var sql: String {
        """
        REVOKE ALL ON SCHEMA steelcut FROM PUBLIC;
        REVOKE ALL ON ALL TABLES IN SCHEMA steelcut FROM PUBLIC;
        REVOKE ALL ON ALL FUNCTIONS IN SCHEMA steelcut FROM PUBLIC;

        DO $grants$
        BEGIN
        \(block(role: admin, ofAdmin))
        \(block(role: server, ofServer))
        END
        $grants$;
        """
    }

    private static func block(role: String, _ tables: [(table: String, privileges: [String])]) -> String {
        let grants = tables.map { table, privileges in
            "    GRANT \(privileges.joined(separator: ", ")) ON steelcut.\(table) TO \(role);"
        }
        let calls = functions.map { "    GRANT EXECUTE ON FUNCTION steelcut.\($0) TO \(role);" }
        return """
            IF EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = '\(role)') THEN
                GRANT USAGE ON SCHEMA steelcut TO \(role);
            \((grants + calls).joined(separator: "\n"))
            END IF;
            """
    }
}
