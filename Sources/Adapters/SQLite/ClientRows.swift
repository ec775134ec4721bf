#if SQLite
import GRDB
import SteelcutDomain

/// The SQL of clients: a row of `clients`, and a row of `client_secrets` for each secret.
///
/// Everything is bound, nothing is pasted into SQL.
enum ClientRows {
    /// The client of this ID.
    static func fetch(_ db: Database, id: ClientID) throws -> Client? {
        let sql = "SELECT * FROM clients WHERE id = ?"
        guard let row = try Row.fetchOne(db.cachedStatement(sql: sql), arguments: [id.description]) else { return nil }
        let secrets = try Row.fetchAll(
            db.cachedStatement(sql: "SELECT * FROM client_secrets WHERE client_id = ? ORDER BY position"),
            arguments: [id.description])
        return try client(row, secrets: secrets.map { try secret(Columns($0, of: "client_secrets")) })
    }

    /// The clients behind an ID, in the order of their bytes (`BINARY`, SQLite's default collation).
    static func fetchPage(_ db: Database, after id: ClientID?, limit: Int) throws -> [Client] {
        // The empty text comes before every ID.
        let rows = try Row.fetchAll(
            db.cachedStatement(sql: "SELECT * FROM clients WHERE id > ? ORDER BY id LIMIT ?"),
            arguments: [id?.description ?? "", max(0, limit)])
        guard let first = rows.first, let last = rows.last else { return [] }
        let firstID = try Columns(first, of: "clients").text("id")
        let lastID = try Columns(last, of: "clients").text("id")
        // A page has no gaps: what lies between its ends is its own.
        let secretRows = try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT * FROM client_secrets WHERE client_id BETWEEN ? AND ? ORDER BY client_id, position"),
            arguments: [firstID, lastID])
        var secrets: [String: [StoredSecret]] = [:]
        for row in secretRows {
            let columns = Columns(row, of: "client_secrets")
            secrets[try columns.text("client_id"), default: []].append(try secret(columns))
        }
        return try rows.map { row in
            try client(row, secrets: secrets[try Columns(row, of: "clients").text("id")] ?? [])
        }
    }

    /// Writes a new client; `false`, and nothing written, where its ID is taken.
    static func insert(_ db: Database, _ client: Client) throws -> Bool {
        try db.cachedStatement(
            sql: """
                INSERT INTO clients
                    (name, grant_types, resources, scopes, introspects, token_lifetime, enabled, created, id)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
                """
        ).execute(arguments: arguments(client) + [client.created.microseconds, client.id.description])
        guard db.changesCount > 0 else { return false }
        try writeSecrets(db, of: client)
        return true
    }

    /// Writes what a client has become.
    static func update(_ db: Database, _ client: Client) throws {
        try db.cachedStatement(
            sql: """
                UPDATE clients SET name = ?, grant_types = ?, resources = ?, scopes = ?, introspects = ?,
                    token_lifetime = ?, enabled = ?
                WHERE id = ?
                """
        ).execute(arguments: arguments(client) + [client.id.description])
        let ids = jsonArray(client.secrets.map(\.id))
        try db.cachedStatement(
            sql: "DELETE FROM client_secrets WHERE client_id = ? AND id NOT IN (SELECT value FROM json_each(?))"
        ).execute(arguments: [client.id.description, ids])
        try writeSecrets(db, of: client)
    }

    /// Removes a client with its secrets; `false` where there is none.
    static func delete(_ db: Database, id: ClientID) throws -> Bool {
        try db.cachedStatement(sql: "DELETE FROM clients WHERE id = ?").execute(arguments: [id.description])
        return db.changesCount > 0
    }

    private static func writeSecrets(_ db: Database, of client: Client) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO client_secrets (client_id, id, position, selector, hint, hash, created, expires, ended)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (client_id, id) DO UPDATE SET position = excluded.position, selector = excluded.selector,
                    hint = excluded.hint, hash = excluded.hash, created = excluded.created,
                    expires = excluded.expires, ended = excluded.ended
                """)
        for (position, secret) in client.secrets.enumerated() {
            try statement.execute(arguments: [
                client.id.description, secret.id, position, secret.selector?.text, secret.hint?.text,
                secret.hash.encoded, secret.created.microseconds, secret.expires?.microseconds,
                secret.ended?.microseconds,
            ])
        }
    }

    private static func arguments(_ client: Client) -> StatementArguments {
        [
            client.name.description, jsonArray(client.grantTypes), jsonArray(client.resources),
            jsonArray(client.scopes.scopes), jsonArray(client.introspects), client.tokenLifetime?.seconds,
            client.isEnabled,
        ]
    }

    private static func client(_ row: Row, secrets: [StoredSecret]) throws(StoreFailure) -> Client {
        let columns = Columns(row, of: "clients")
        let lifetime = try columns.optionalInteger("token_lifetime").map { seconds throws(StoreFailure) in
            guard let lifetime = TokenLifetime(seconds: Int(seconds)) else { throw columns.malformed("token_lifetime") }
            return lifetime
        }
        return Client(
            id: try columns.value("id", ClientID.init(parsing:)),
            name: try columns.value("name", ClientName.init(parsing:)),
            grantTypes: try columns.list("grant_types", GrantType.init(parsing:)),
            resources: try columns.list("resources", ResourceIdentifier.init(parsing:)),
            scopes: ScopeSet(try columns.list("scopes", Scope.init(parsing:))),
            introspects: try columns.list("introspects", ResourceIdentifier.init(parsing:)), tokenLifetime: lifetime,
            isEnabled: try columns.integer("enabled") != 0,
            created: Timestamp(microseconds: try columns.integer("created")), secrets: secrets)
    }

    private static func secret(_ columns: Columns) throws(StoreFailure) -> StoredSecret {
        let selector = try columns.optionalText("selector").map { text throws(StoreFailure) in
            guard let selector = SecretSelector(parsing: text) else { throw columns.malformed("selector") }
            return selector
        }
        let hint = try columns.optionalText("hint").map { text throws(StoreFailure) in
            guard let hint = SecretHint(parsing: text) else { throw columns.malformed("hint") }
            return hint
        }
        return StoredSecret(
            id: try columns.text("id"), selector: selector, hint: hint,
            hash: try columns.value("hash", SecretHash.init(encoded:)),
            created: Timestamp(microseconds: try columns.integer("created")),
            expires: try columns.optionalInteger("expires").map(Timestamp.init(microseconds:)),
            ended: try columns.optionalInteger("ended").map(Timestamp.init(microseconds:)))
    }
}
#endif
