import SteelcutDomain
import Testing

/// RFC 9068 section 4: `typ` says that it is an access token; nothing else of the same issuer passes for one.
@Suite struct TokenOfAnotherKind {
    static let others: [String?] = [
        nil, #""JWT""#, #""jwt""#, #""id_token""#, #""client-authentication+jwt""#, #""dpop+jwt""#, #""logout+jwt""#,
        #""application/jwt""#, #""text/at+jwt""#, #""application/application/at+jwt""#, #""at+jwt ""#, #"" at+jwt""#,
        #""at+jwt; x=y""#, #""at jwt""#, #""""#, "null", "1", #"["at+jwt"]"#, #""at+jwt\u0000""#, "\"\u{FF41}t+jwt\"",
    ]

    @Test(arguments: Transport.all, others)
    func `is invalid`(_ transport: Transport, _ type: String?) async throws {
        let server = try BearerFixture(over: transport)
        try await server.expectInvalid(try await server.mint(header: server.header(("typ", type))))
    }

    @Test(
        arguments: Transport.all,
        ["at+jwt", "at+JWT", "AT+JWT", "application/at+jwt", "Application/AT+JWT", #"application\/at+jwt"#])
    func `an access token says so in any case`(_ transport: Transport, _ type: String) async throws {
        let server = try BearerFixture(over: transport)
        try await server.expectAccepted(try await server.mint(header: server.header(("typ", #""\#(type)""#))))
    }
}
