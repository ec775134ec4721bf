#if SQLite
import GRDB
public import SteelcutDomain

extension SQLiteStore: Ports.HashCosts {
    /// The secrets without a selector by the parameters of their hashes: what stands before the salt.
    public func hashCosts(at time: Timestamp) async throws(StoreFailure) -> HashCostShares {
        try await read { db in
            guard let key = try Row.fetchOne(db.cachedStatement(sql: "SELECT key FROM decoy_key")) else {
                throw StoreFailure(.corrupt, cause: "decoy_key is empty")
            }
            // 15 bytes are `$argon2id$v=19$`.
            let shares = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT min(hash) AS sample, count(*) AS clients FROM client_secrets
                        WHERE selector IS NULL AND ended IS NULL AND (expires IS NULL OR expires > ?)
                        GROUP BY substr(hash, 1, 15 + instr(substr(hash, 16), '$')) ORDER BY 1
                        """),
                arguments: [time.microseconds])
            let count =
                shares.isEmpty
                ? 0 : try Int.fetchOne(db.cachedStatement(sql: "SELECT count(*) FROM clients")) ?? 0
            return HashCostShares(
                key: Array(try Columns(key, of: "decoy_key").text("key").utf8), clients: count,
                shares: try shares.map { row in
                    let columns = Columns(row, of: "client_secrets")
                    return HashCostShares.Share(
                        sample: try columns.value("sample", SecretHash.init(encoded:)),
                        clients: Int(try columns.integer("clients")))
                })
        }
    }
}
#endif
