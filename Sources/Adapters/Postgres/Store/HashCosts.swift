public import SteelcutDomain

extension PostgresStore: Ports.HashCosts {
    /// The secrets without a selector by the parameters of their hashes.
    public func hashCosts(at time: Timestamp) async throws(StoreFailure) -> HashCostShares {
        try await read { session, deadline throws(CallFailure) in
            guard let row = try session.execute(.decoyKey, by: deadline).rows.first else {
                throw .unreadable("the decoys' key is missing")
            }
            let rows = try session.execute(.hashCosts, [.integer(time.microseconds)], by: deadline).rows
            let count = rows.isEmpty ? 0 : try session.execute(.clientCount, by: deadline).rows.first?.integer(0) ?? 0
            return HashCostShares(
                key: Array(try row.text(0).utf8), clients: Int(count),
                shares: try rows.map { row throws(CallFailure) in
                    guard let sample = SecretHash(encoded: try row.text(0)) else {
                        throw .unreadable("a hash is malformed")
                    }
                    return HashCostShares.Share(sample: sample, clients: Int(try row.integer(1)))
                })
        }
    }
}

extension Statement {
    static let decoyKey = Statement("decoy_key", "SELECT key FROM steelcut.decoy_key")

    /// Reads the whole table.
    static let clientCount = Statement("client_count", "SELECT pg_catalog.count(*) FROM steelcut.clients")

    /// The fourth part of `$argon2id$v=19$m=65536,t=3,p=4$salt$tag` is the cost.
    static let hashCosts = Statement(
        "hash_costs",
        """
        SELECT pg_catalog.min(hash COLLATE "C"), pg_catalog.count(*) FROM steelcut.client_secrets
        WHERE selector IS NULL AND ended IS NULL AND (expires IS NULL OR expires > $1::bigint)
        GROUP BY pg_catalog.split_part(hash, '$', 4) ORDER BY 1
        """)
}
