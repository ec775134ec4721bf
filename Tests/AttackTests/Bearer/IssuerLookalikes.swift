import SteelcutDomain
import Testing

/// RFC 9068 section 4: `iss` "MUST exactly match" (GHSA-75c5-xw7c-p5pm).
@Suite struct IssuerLookalikes {
    static let issuers: [String?] = [
        nil, #""https://as.exampl""#, #""https://as.example.evil""#, #""https://as.example/""#,
        #""https://AS.example""#,
        #""HTTPS://as.example""#, #""http://as.example""#, #""https://as.example:443""#, #""as.example""#,
        #""https://as.example ""#, #""https://as.example\u0000""#, #""https://as.example#""#, #""""#, "null", "1",
        "true",
        #"["https://as.example"]"#, #"["https://as.example","https://evil.example"]"#, #"{"iss":"https://as.example"}"#,
        "\"https://as.example\u{301}\"",
    ]

    @Test(arguments: Transport.all, issuers)
    func `are invalid`(_ transport: Transport, _ issuer: String?) async throws {
        let server = try BearerFixture(over: transport)
        try await server.expectInvalid(try await server.mint(claims: BearerFixture.claims(("iss", issuer))))
    }
}
