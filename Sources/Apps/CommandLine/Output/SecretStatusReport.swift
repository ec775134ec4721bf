import SteelcutDomain

/// How a secret is listed: never itself, never its hash.
struct SecretStatusReport {
    let secret: SecretStatus

    /// What `clients secrets` prints of each secret.
    var json: JSONValue {
        .object([
            JSONMember("id", .string(secret.id)),
            JSONMember("hint", secret.hint.map { .string($0.text) } ?? .null),
            JSONMember("created", .string(secret.created.description)),
            JSONMember("expires", Self.time(secret.expires)), JSONMember("last_used", Self.time(secret.lastUsed)),
            JSONMember("use_count", .integer(secret.useCount)),
            JSONMember("state", .string(secret.state.rawValue)),
            JSONMember("safe_to_retire", .bool(secret.isSafeToRetire)),
        ])
    }

    /// The table of a client's secrets for people.
    static func table(_ secrets: [SecretStatus]) -> String {
        Table(
            header: ["ID", "HINT", "CREATED", "EXPIRES", "HOUR LAST USED", "USES", "STATE", "SAFE TO RETIRE"],
            rows: secrets.map { secret in
                [
                    secret.id, secret.hint.map { "…\($0.text)" } ?? "-", secret.created.description,
                    secret.expires?.description ?? "-", secret.lastUsed?.description ?? "-", "\(secret.useCount)",
                    secret.state.rawValue, secret.isSafeToRetire ? "yes" : "no",
                ]
            }
        ).text
    }

    private static func time(_ time: Timestamp?) -> JSONValue { time.map { .string($0.description) } ?? .null }
}
