#if SQLite
import GRDB
public import SteelcutDomain

extension SQLiteStore: Ports.UsageLog {
    /// Counts uses in, in one transaction; those of secrets that are not there change no row.
    public func note(_ uses: [SecretCheck.Owner: SecretUsage]) async throws(StoreFailure) {
        guard !uses.isEmpty else { return }
        try await write { db in
            let statement = try db.cachedStatement(
                sql: """
                    UPDATE client_secrets SET use_count = use_count + ?1,
                        first_used = min(coalesce(first_used, ?2), ?2), last_used = max(coalesce(last_used, ?3), ?3)
                    WHERE client_id = ?4 AND id = ?5
                    """)
            for (owner, usage) in uses {
                try statement.execute(arguments: [
                    usage.count, usage.first.microseconds, usage.last.microseconds, owner.client.description,
                    owner.secretID,
                ])
            }
        }
    }

    /// What was noted of a client's secrets, by their IDs.
    public func usage(ofSecretsOf id: ClientID) async throws(StoreFailure) -> [String: SecretUsage] {
        try await read { db in
            let rows = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT id, use_count, coalesce(first_used, last_used) AS first_used, last_used
                        FROM client_secrets
                        WHERE client_id = ? AND last_used IS NOT NULL
                        """),
                arguments: [id.description])
            var usage: [String: SecretUsage] = [:]
            for row in rows {
                let columns = Columns(row, of: "client_secrets")
                usage[try columns.text("id")] = SecretUsage(
                    count: Int(try columns.integer("use_count")),
                    first: Timestamp(microseconds: try columns.integer("first_used")),
                    last: Timestamp(microseconds: try columns.integer("last_used")))
            }
            return usage
        }
    }
}
#endif
