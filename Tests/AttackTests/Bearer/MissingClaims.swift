import SteelcutDomain
import Testing

/// RFC 9068 section 2.2: `iss`, `exp`, `aud`, `sub`, `client_id`, `iat` and `jti` are required.
@Suite struct MissingClaims {
    static let values: [String?] = [nil, "1", "null", "true", "[]", #"["c1"]"#, "{}", #""""#]

    @Test(
        arguments: Transport.all,
        ["sub", "client_id", "jti"].flatMap { name in values.map { (name, $0) } }
            + ["iss", "aud", "iat", "exp"].map { ($0, nil) })
    func `a claim that is missing or no text is invalid`(
        _ transport: Transport, _ row: (name: String, value: String?)
    ) async throws {
        let server = try BearerFixture(over: transport)
        try await server.expectInvalid(try await server.mint(claims: BearerFixture.claims((row.name, row.value))))
    }

    @Test(arguments: Transport.all, ["{}", "[]", "null", "1", #""x""#, ""])
    func `claims that are no object are invalid`(_ transport: Transport, _ claims: String) async throws {
        let server = try BearerFixture(over: transport)
        try await server.expectInvalid(try await server.mint(claims: claims))
    }

    @Test(arguments: Transport.all, [#"{"a":[1,2.5e3,null]}"#, #""x""#, "1e400"])
    func `further claims are ignored`(_ transport: Transport, _ value: String) async throws {
        let server = try BearerFixture(over: transport)
        try await server.expectAccepted(try await server.mint(claims: BearerFixture.claims(("extra", value))))
    }
}
