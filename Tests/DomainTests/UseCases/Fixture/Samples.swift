import SteelcutDomain
import Testing

/// Values for use-case tests; what is named in text has to parse.
enum Sample {
    static func id(_ text: String) throws -> ClientID { try #require(ClientID(parsing: text)) }
    static func resource(_ text: String) throws -> ResourceIdentifier {
        try #require(ResourceIdentifier(parsing: text))
    }
    static func scopes(_ text: String) throws -> ScopeSet { try #require(ScopeSet(parsing: text)) }

    /// A generated secret whose 43 characters begin with these and go on with A.
    static func secret(_ start: String) -> String {
        "PRIVATE-" + start + String(repeating: "A", count: 43 - start.utf8.count)
    }

    /// What is stored of a secret.
    static func stored(_ secret: String, id: String = "0", expires: Timestamp? = nil) throws -> StoredSecret {
        let secret = ClientSecret(presented: secret)
        return StoredSecret(
            id: id, selector: secret.selector, hint: secret.hint, hash: try UseCaseHasher.hash(of: secret),
            created: Timestamp(seconds: 0), expires: expires)
    }

    /// A client with one resource, `api`, and the scopes `read write`.
    static func client(
        _ id: String = "c1", grants: [GrantType] = [.clientCredentials], resources: [String] = ["api"],
        scopes: String = "read write", lifetime: Int? = nil, isEnabled: Bool = true, secrets: [StoredSecret] = []
    ) throws -> Client {
        Client(
            id: try Self.id(id), name: try #require(ClientName(parsing: "A client")), grantTypes: grants,
            resources: try resources.map(resource), scopes: try Self.scopes(scopes),
            tokenLifetime: try lifetime.map { try #require(TokenLifetime(seconds: $0)) }, isEnabled: isEnabled,
            created: Timestamp(seconds: 0), secrets: secrets)
    }
}
