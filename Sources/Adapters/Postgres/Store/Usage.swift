public import SteelcutDomain

extension PostgresStore: Ports.UsageLog {
    /// Counts uses in by the owner's function, which the server's role may call: it may not write secrets.
    public func note(_ uses: [SecretCheck.Owner: SecretUsage]) async throws(StoreFailure) {
        guard !uses.isEmpty else { return }
        let (owners, usages) = (Array(uses.keys), Array(uses.values))
        let values = [
            Value.texts(owners.map(\.client.description)), .texts(owners.map(\.secretID)),
            .integers(usages.map { Int64($0.count) }), .integers(usages.map(\.first.microseconds)),
            .integers(usages.map(\.last.microseconds)),
        ]
        try await write { session, deadline throws(CallFailure) in
            // Not made again by itself where nobody answered: whoever noted decides.
            _ = try session.final { () throws(CallFailure) in
                try session.execute(.noteSecretUses, values, by: deadline)
            }
        }
    }

    /// What was noted of a client's secrets, by their IDs.
    public func usage(ofSecretsOf id: ClientID) async throws(StoreFailure) -> [String: SecretUsage] {
        try await read { session, deadline throws(CallFailure) in
            var usage: [String: SecretUsage] = [:]
            for row in try session.execute(.secretUsage, [.text(id.description)], by: deadline).rows {
                usage[try row.text(0)] = SecretUsage(
                    count: Int(try row.integer(1)), first: Timestamp(microseconds: try row.integer(2)),
                    last: Timestamp(microseconds: try row.integer(3)))
            }
            return usage
        }
    }
}

extension Statement {
    static let noteSecretUses = Statement(
        "note_secret_uses",
        "SELECT steelcut.note_secret_uses($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[])")

    /// A use that was noted alone has no first one.
    static let secretUsage = Statement(
        "secret_usage",
        """
        SELECT id, use_count, coalesce(first_used, last_used), last_used FROM steelcut.client_secrets
        WHERE client_id = $1 AND last_used IS NOT NULL
        """)
}
