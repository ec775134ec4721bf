import SteelcutDomain

extension ClientID {
    /// The client that an event is about.
    var auditMember: JSONMember { JSONMember("client_id", .string(description)) }
}

extension SigningKeyRecord {
    /// What an event tells of a key: its name and its public half, so that seals by it can be checked for ever.
    var auditDetail: [JSONMember] {
        [
            JSONMember("kid", .string(keyID.description)), JSONMember("signs_from", .string(signsFrom.description)),
            JSONMember("jwk", publicKey.json),
        ]
    }
}

extension Client {
    /// What an event tells of a client.
    var auditDetail: [JSONMember] {
        [
            JSONMember("client_id", .string(id.description)), JSONMember("name", .string(name.description)),
            JSONMember("grant_types", .array(grantTypes.map { .string($0.description) })),
            JSONMember("resources", .array(resources.map { .string($0.description) })),
            JSONMember("scopes", .array(scopes.scopes.map { .string($0.description) })),
            JSONMember("introspects", .array(introspects.map { .string($0.description) })),
            JSONMember("token_lifetime", tokenLifetime.map { .integer($0.seconds) } ?? .null),
        ]
    }
}

extension ClientChange {
    /// What an event tells of a change: what was given, with its new value.
    var auditDetail: [JSONMember] {
        var members: [JSONMember] = []
        func texts(_ name: String, _ values: [String]?) {
            if let values { members.append(JSONMember(name, .array(values.map { .string($0) }))) }
        }
        if let name { members.append(JSONMember("name", .string(name.description))) }
        texts("grant_types", grantTypes?.map(\.description))
        texts("resources", resources?.map(\.description))
        texts("scopes", scopes?.scopes.map(\.description))
        texts("introspects", introspects?.map(\.description))
        switch tokenLifetime {
        case .own(let lifetime): members.append(JSONMember("token_lifetime", .integer(lifetime.seconds)))
        case .ofTheServer: members.append(JSONMember("token_lifetime", .null))
        case nil: break
        }
        return members
    }
}

extension IssuedSecret {
    /// What an event tells of a new secret: which one it is, never the secret, its hint or its hash.
    var auditDetail: [JSONMember] {
        [JSONMember("client_id", .string(client.id.description)), JSONMember("secret_id", .string(stored.id))]
            + (stored.expires.map { [JSONMember("expires", .string($0.description))] } ?? [])
    }
}
