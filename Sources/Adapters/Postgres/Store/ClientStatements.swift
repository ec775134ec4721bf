/// The statements over clients and their secrets.
extension Statement {
    /// Clients with their secrets in one round trip: a row a secret.
    static let clientsWithIDs = Statement(
        "clients_with_ids",
        """
        SELECT c.id, c.name, c.grant_types, c.resources, c.scopes, c.token_lifetime, c.enabled, c.created,
            s.id, s.selector, s.hash, s.created, s.expires, c.introspects, s.hint, s.ended
        FROM steelcut.clients c LEFT JOIN steelcut.client_secrets s ON s.client_id = c.id
        WHERE c.id = ANY ($1::text[]) ORDER BY c.id, s.position
        """)

    /// A page of clients; `$1` is NULL for the first.
    static let clients = Statement(
        "clients",
        """
        SELECT c.id, c.name, c.grant_types, c.resources, c.scopes, c.token_lifetime, c.enabled, c.created,
            s.id, s.selector, s.hash, s.created, s.expires, c.introspects, s.hint, s.ended
        FROM (
            SELECT * FROM steelcut.clients WHERE $1::text IS NULL OR id > $1::text ORDER BY id LIMIT $2::bigint
        ) c LEFT JOIN steelcut.client_secrets s ON s.client_id = c.id
        ORDER BY c.id, s.position
        """)

    /// Locks a client's row.
    ///
    /// What is read after it is as the last change left it; a join under the same lock would mix the row as it is with
    /// secrets as they were before the wait.
    static let lockClient = Statement("lock_client", "SELECT FROM steelcut.clients WHERE id = $1 FOR UPDATE")

    static let insertClient = Statement(
        "insert_client",
        """
        INSERT INTO steelcut.clients
            (id, name, grant_types, resources, scopes, token_lifetime, enabled, introspects, created)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING
        """)

    static let updateClient = Statement(
        "update_client",
        """
        UPDATE steelcut.clients SET name = $2, grant_types = $3, resources = $4, scopes = $5, token_lifetime = $6,
            enabled = $7, introspects = $8
        WHERE id = $1
        """)

    static let deleteClient = Statement("delete_client", "DELETE FROM steelcut.clients WHERE id = $1")

    static let insertSecret = Statement(
        "insert_secret",
        """
        INSERT INTO steelcut.client_secrets (client_id, id, position, selector, hash, created, expires, hint, ended)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """)

    /// Keeps what is noted of a secret's use.
    static let upsertSecret = Statement(
        "upsert_secret",
        """
        INSERT INTO steelcut.client_secrets (client_id, id, position, selector, hash, created, expires, hint, ended)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (client_id, id) DO UPDATE SET position = excluded.position, selector = excluded.selector,
            hash = excluded.hash, created = excluded.created, expires = excluded.expires, hint = excluded.hint,
            ended = excluded.ended
        """)

    static let deleteOtherSecrets = Statement(
        "delete_other_secrets", "DELETE FROM steelcut.client_secrets WHERE client_id = $1 AND id <> ALL ($2::text[])")

    static let replaceHash = Statement(
        "replace_hash",
        "UPDATE steelcut.client_secrets SET hash = $4 WHERE client_id = $1 AND id = $2 AND hash = $3")

    static let changeCount = Statement("change_count", "SELECT value FROM steelcut.change_counter")

    static let changedClients = Statement(
        "changed_clients",
        """
        SELECT c.value, l.client_id FROM steelcut.change_counter c
        LEFT JOIN steelcut.changed_clients l ON l.count > $1::bigint LIMIT $2::bigint
        """)
}
