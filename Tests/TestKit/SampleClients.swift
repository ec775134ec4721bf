public import SteelcutDomain

/// Clients to fill stores with.
public enum SampleClients {
    /// A moment with microseconds that no rounding keeps by chance.
    public static let created = Timestamp(microseconds: 1_763_760_000_123_457)

    /// A client of this ID with one secret.
    ///
    /// Throws `PromiseBroken` where the ID is none.
    public static func client(_ id: String) throws -> Client {
        Client(
            id: try clientID(id), name: try name("Client \(id.prefix(200))"),
            resources: [try resource("api_v0.0.1")], created: created, secrets: [try secret("00000000000000a1")])
    }

    /// A client that has everything that a client can have, more than once where that is possible.
    public static func full(_ id: String) throws -> Client {
        Client(
            id: try clientID(id), name: try name(#"Zoë “O'Hara” \ 株式会社 👩‍🚀 % $1; --"#),
            grantTypes: [try grant("urn:example:b"), .clientCredentials, try grant(#"a "grant" of ours"#)],
            resources: [
                try resource("https://api.example.com/v1?a=b%20c"), try resource("api v0.0.1"), try resource(#"a\"b"#),
            ],
            scopes: ScopeSet([try scope("write"), try scope("read"), try scope("https://example.com/a,b{}'")]),
            introspects: [try resource("https://rs.example/z?a=b%20c"), try resource(#"b\"a,{}"#)],
            tokenLifetime: TokenLifetime(seconds: 86_399), isEnabled: false, created: created,
            secrets: [
                try secret(
                    "00000000000000b2", hint: "-_9Z", expires: Timestamp(microseconds: 1_763_760_001_999_999),
                    ended: Timestamp(microseconds: 1_763_760_002_999_999)),
                try secret("00000000000000a1", selector: nil, hash: "$argon2i$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA"),
                try secret("00000000000000c3", selector: "-_aZ09", created: Timestamp(microseconds: -1)),
            ])
    }

    /// An ID.
    public static func clientID(_ text: String) throws -> ClientID {
        try require(ClientID(parsing: text), "a client ID: \(text)")
    }

    /// A name.
    public static func name(_ text: String) throws -> ClientName {
        try require(ClientName(parsing: text), "a client's name: \(text)")
    }

    /// A resource.
    public static func resource(_ text: String) throws -> ResourceIdentifier {
        try require(ResourceIdentifier(parsing: text), "a resource: \(text)")
    }

    /// A scope.
    public static func scope(_ text: String) throws -> Scope {
        try require(Scope(parsing: text), "a scope: \(text)")
    }

    /// A grant.
    public static func grant(_ text: String) throws -> GrantType {
        try require(GrantType(parsing: text), "a grant: \(text)")
    }

    /// A hash in PHC form; no secret is known that fits it.
    public static func hash(
        _ text: String = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$aGFzaGhhc2g"
    ) throws -> SecretHash {
        try require(SecretHash(encoded: text), "a hash")
    }

    /// A stored secret.
    public static func secret(
        _ id: String, selector: String? = "abcDEF", hint: String? = nil,
        hash encoded: String = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$aGFzaGhhc2g", created: Timestamp = created,
        expires: Timestamp? = nil, ended: Timestamp? = nil
    ) throws -> StoredSecret {
        StoredSecret(
            id: id, selector: try selector.map { try require(SecretSelector(parsing: $0), "a selector: \($0)") },
            hint: try hint.map { try require(SecretHint(parsing: $0), "a hint: \($0)") }, hash: try hash(encoded),
            created: created, expires: expires, ended: ended)
    }
}

/// Throws `PromiseBroken` unless a store gave back the client that it was given.
///
/// Names are compared by their bytes: `==` on text takes composed and decomposed forms for equal.
func expectSame(
    _ found: Client?, _ expected: Client, file: StaticString = #fileID, line: UInt = #line
) throws(PromiseBroken) {
    let found = try require(found, "the client is there", file: file, line: line)
    try expect(found.id == expected.id, "the ID is the same", file: file, line: line)
    try expect(
        Array(found.name.description.utf8) == Array(expected.name.description.utf8),
        "the name is the same byte by byte",
        file: file, line: line)
    try expect(found.grantTypes == expected.grantTypes, "the grants are the same, in order", file: file, line: line)
    try expect(found.resources == expected.resources, "the resources are the same, in order", file: file, line: line)
    try expect(found.scopes == expected.scopes, "the scopes are the same, in order", file: file, line: line)
    try expect(
        found.introspects == expected.introspects, "the resources it may ask about are the same, in order", file: file,
        line: line)
    try expect(found.tokenLifetime == expected.tokenLifetime, "the lifetime is the same", file: file, line: line)
    try expect(found.isEnabled == expected.isEnabled, "it is enabled as before", file: file, line: line)
    try expect(found.created == expected.created, "the time is the same microsecond", file: file, line: line)
    try expect(
        found.secrets.map(\.id) == expected.secrets.map(\.id), "the secrets are in order", file: file, line: line)
    try expect(found.secrets == expected.secrets, "the secrets are the same", file: file, line: line)
    try expect(found == expected, "the client is the same", file: file, line: line)
}
