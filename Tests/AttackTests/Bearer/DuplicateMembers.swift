import SteelcutDomain
import Testing

/// RFC 7515 section 4 and RFC 7519 section 4: a name that stands twice means two things to two readers.
@Suite struct DuplicateMembers {
    @Test(
        arguments: Transport.all,
        [
            #""exp":9999999999"#, #""\u0065xp":9999999999"#, #""e\u0078p":1"#, #""aud":"api_v0.0.1""#,
            #""\u0061ud":"api_v0.0.1""#, #""iss":"https://as.example""#, #""sub":"admin""#, #""scope":"a","scope":"b""#,
            #""scope":"a","sc\u006fpe":"a""#, #""x":1,"x":1"#, #""x":{"y":1,"y":2}"#, #""x":[{"y":1,"\u0079":2}]"#,
        ])
    func `in the claims are invalid`(_ transport: Transport, _ member: String) async throws {
        let server = try BearerFixture(over: transport)
        let claims = BearerFixture.goodClaims.dropLast() + "," + member + "}"
        try await server.expectInvalid(try await server.mint(claims: String(claims)))
    }

    @Test(
        arguments: Transport.all,
        [
            #""alg":"ES256""#, #""\u0061lg":"ES256""#, #""alg":"none""#, #""kid":"x""#, #""k\u0069d":"x""#,
            #""typ":"at+jwt""#, #""typ":"JWT""#, #""x":1,"x":2"#,
        ])
    func `in the header are invalid`(_ transport: Transport, _ member: String) async throws {
        let server = try BearerFixture(over: transport)
        try await server.expectInvalid(try await server.mint(header: server.header.dropLast() + "," + member + "}"))
        try await server.expectInvalid(try await server.mint(header: "{" + member + "," + server.header.dropFirst()))
    }
}
