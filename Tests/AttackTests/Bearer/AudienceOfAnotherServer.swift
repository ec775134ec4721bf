import SteelcutDomain
import Testing

/// RFC 9068 section 4: `aud` must name this resource, by its bytes.
@Suite struct AudienceOfAnotherServer {
    static let bad: [String?] = [
        nil, #""other""#, "[]", #"["api_v0.0.1",1]"#, #"["api_v0.0.1",null]"#, #"[["api_v0.0.1"]]"#, "{}",
        #"{"api_v0.0.1":1}"#, #""api_v0.0""#, #""api_v0.0.10""#, #""xapi_v0.0.1""#, #""API_v0.0.1""#, #""""#, "1",
        "null",
        "true", #""api_v0.0.1 ""#, #""api_v0.0.1 other""#, #""api_v0.0.1\u0000""#, #"["other","api"]"#,
        "\"api_v0.0.1\u{301}\"",
    ]

    @Test(arguments: Transport.all, bad)
    func `is invalid`(_ transport: Transport, _ audience: String?) async throws {
        let server = try BearerFixture(over: transport)
        try await server.expectInvalid(try await server.mint(claims: BearerFixture.claims(("aud", audience))))
    }

    @Test(
        arguments: Transport.all,
        [
            #""api_v0.0.1""#, #"["api_v0.0.1"]"#, #"["other","api_v0.0.1"]"#, #"["api_v0.0.1","api_v0.0.1"]"#,
            #""\u0061pi_v0.0.1""#,
        ])
    func `ours, alone or among others, is good`(_ transport: Transport, _ audience: String) async throws {
        let server = try BearerFixture(over: transport)
        try await server.expectAccepted(try await server.mint(claims: BearerFixture.claims(("aud", audience))))
    }
}
