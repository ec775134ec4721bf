public import SteelcutDomain

extension IssuedSecret {
    /// What `steelcut clients add` prints: the members of the Python package's answer first, the secret among them, then
    /// what else there is.
    ///
    /// It is the one moment at which the secret is to be had; it belongs into no log.
    public var answer: JSONValue {
        var members = [
            JSONMember("grant_type", AccessTokenClaims.oneOrSeveral(client.grantTypes.map(\.description))),
            JSONMember("client_id", .string(client.id.description)),
            JSONMember("client_secret", .string(secret.withBytes { String(decoding: $0, as: UTF8.self) })),
            JSONMember("resource", AccessTokenClaims.oneOrSeveral(client.resources.map(\.description))),
        ]
        if !client.scopes.isEmpty { members.append(JSONMember("scope", .string(client.scopes.description))) }
        members.append(JSONMember("name", .string(client.name.description)))
        if let lifetime = client.tokenLifetime {
            members.append(JSONMember("token_lifetime", .integer(lifetime.seconds)))
        }
        // What tells the secret from the client's others, where it has any or will have.
        if client.secrets.contains(where: { $0.id != stored.id && $0.isLive(at: stored.created) })
            || stored.expires != nil
        {
            members.append(JSONMember("secret_id", .string(stored.id)))
        }
        if let expires = stored.expires { members.append(JSONMember("secret_expires", .string(expires.description))) }
        return .object(members)
    }

    /// The same as text: one line of JSON.
    public var json: String { String(decoding: JSONWriter.write(answer), as: UTF8.self) }
}
