import SteelcutDomain
import SteelcutServer

/// How a client is printed: never with a secret or a hash.
struct ClientReport {
    let client: Client

    /// What `show` prints, and `list` as an array.
    ///
    /// `introspects` is there where it holds something.
    var json: JSONValue {
        var members = [
            JSONMember("client_id", .string(client.id.description)),
            JSONMember("name", .string(client.name.description)),
            JSONMember("grant_types", .array(client.grantTypes.map { .string($0.description) })),
            JSONMember("resources", .array(client.resources.map { .string($0.description) })),
            JSONMember("scopes", .array(client.scopes.scopes.map { .string($0.description) })),
            JSONMember("token_lifetime", client.tokenLifetime.map { .integer($0.seconds) } ?? .null),
            JSONMember("enabled", .bool(client.isEnabled)),
            JSONMember("created", .string(client.created.description)),
        ]
        if !client.introspects.isEmpty {
            members.append(JSONMember("introspects", .array(client.introspects.map { .string($0.description) })))
        }
        return .object(members)
    }

    /// The same for people.
    var text: String { Details(rows: rows).text }

    /// The lines of `text`.
    var rows: [(name: String, value: String)] {
        [
            ("client id", client.id.description), ("name", client.name.description),
            ("grant types", client.grantTypes.map(\.description).joined(separator: ", ")),
            ("resources", client.resources.map(\.description).joined(separator: ", ")),
            ("scopes", client.scopes.description),
            ("may ask about", (["its own tokens"] + client.introspects.map(\.description)).joined(separator: ", ")),
            ("token lifetime", client.tokenLifetime.map { "\($0.seconds) s" } ?? "the server's default"),
            ("enabled", client.isEnabled ? "yes" : "no"), ("created", client.created.description),
        ]
    }
}

/// How a new secret is printed: the one time that it is.
struct SecretReport {
    let issued: IssuedSecret

    /// The members of the Python package's answer first, then what else there is.
    var json: JSONValue { issued.answer }

    /// The same for people.
    var text: String {
        var rows = ClientReport(client: issued.client).rows
        rows.insert(("client secret", secret), at: 1)
        return Details(rows: rows).text + "\n\n" + Terminal.coloured("Keep the secret now: it is not shown again.", 33)
    }

    private var secret: String { issued.secret.withBytes { String(decoding: $0, as: UTF8.self) } }
}
