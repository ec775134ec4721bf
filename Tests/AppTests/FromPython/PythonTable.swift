import GRDB
import SteelcutPostgresFixture

/// The Python package's table, with hashes that argon2-cffi 25.1 made.
enum PythonTable {
    /// A row; `nil` is NULL.
    struct Row {
        var grantType: String? = "client_credentials"
        var id: String?
        /// What the client presents.
        var secret = ""
        var hash: String?
        var resource: String? = "api_v0.0.1"

        var columns: [String?] { [grantType, id, hash, resource] }
    }

    /// As the package makes them: `PasswordHasher()` and `PRIVATE-` with 43 characters.
    static let good = [
        Row(
            id: "0083c1b7e3a6ceeac4a4f47bd3a1b501", secret: "PRIVATE-qGSUlXIyQVFB_xfPnHOy6WWGMER5uCgZyaKWgJw-ggQ",
            hash: "$argon2id$v=19$m=65536,t=3,p=4$XaM/+6egmgZ6Hd/7tyHPCQ$9JFjQxhTkOlYnphebYnrZ6UdK6fnDkwo/80kiQszHzM"),
        Row(
            id: "9e107d9d372bb6826bd81d3542a419d6", secret: "PRIVATE-Jm1vX0c3bW5Rd2VyVHl1aU9wQXNkRmdoSmtsWnhjdmI",
            hash: "$argon2id$v=19$m=65536,t=3,p=4$Ye0oOm8rlNKUyrLdDg9QXw$fzR3WNmjT2/tYlymLCKjuPszInJvNJeCo3gGzabT120",
            resource: "another resource"),
        Row(
            grantType: "another grant type", id: "by hand", secret: "an old secret of another form",
            hash: "$argon2id$v=19$m=1024,t=1,p=2$7pNPGM3te2wFCx6tRC0mvw$r5ZyZOuQFZx3F/Bjal7nMF93M5cnQKYzv1x6snrTIJY"),
    ]

    /// Rows that no client can be made of, and the words that say why.
    static let bad: [(row: Row, reason: String)] = [
        (Row(id: nil, hash: good[0].hash), "client_id is not"),
        (Row(id: "é", hash: good[0].hash), "client_id is not"),
        (
            Row(
                id: "argon2i",
                hash: "$argon2i$v=19$m=1024,t=1,p=1$uk2ce//z5KC/Gq2A0tUQFw$2AC8pHxxgJr4/1FEhtKl9sOViR1VsCEtbEbNTci08Lk"),
            "not an Argon2id hash"
        ),
        (Row(id: "bcrypt", hash: "$2b$12$abcdefghijklmnopqrstuv"), "not an Argon2id hash"),
        (
            Row(
                id: "17 passes",
                hash: "$argon2id$v=19$m=1024,t=17,p=1$7RWL51flZ8FWUL8pP2x5tA"
                    + "$sG/BjjYkqc90FcMU4oK3yKBr1PjBHcE+jgCKAen5iWo"),
            "out of bounds"
        ),
        (Row(id: "malformed", hash: good[0].hash, resource: "https://api.example/#fragment"), "resource is neither"),
        (Row(id: "twice", hash: good[0].hash), "more than one row"),
        (Row(id: "twice", hash: good[1].hash), "more than one row"),
    ]

    /// Writes the table as `clientdb.db` of a folder.
    static func sqlite(_ work: Workspace, _ rows: [Row], table: String = "stored_tokens") async throws {
        let queue = try DatabaseQueue(path: work.path("clientdb.db"))
        try await queue.write { db in
            let name = "\"" + table.replacing("\"", with: "\"\"") + "\""
            try db.execute(
                sql:
                    "CREATE TABLE \(name) (grant_type varchar, client_id varchar, client_secret varchar, resource varchar)"
            )
            for row in rows {
                try db.execute(
                    sql: "INSERT INTO \(name) VALUES (?, ?, ?, ?)", arguments: StatementArguments(row.columns))
            }
        }
        try queue.close()
    }

    /// Writes the table into a database, as the package's own role does.
    static func postgres(_ database: PostgresDatabase, _ rows: [Row], table: String = "stored_tokens") async throws {
        func literal(_ text: String?) -> String { text.map { "'\($0.replacing("'", with: "''"))'" } ?? "NULL" }
        let values = rows.map { "(\($0.columns.map(literal).joined(separator: ", ")))" }.joined(separator: ", ")
        try await database.psql(
            """
            CREATE TABLE \(table) (grant_type varchar, client_id varchar, client_secret varchar, resource varchar);
            INSERT INTO \(table) VALUES \(values);
            GRANT SELECT ON \(table) TO auth_client;
            """)
    }
}
