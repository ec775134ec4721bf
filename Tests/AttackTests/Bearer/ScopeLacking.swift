import HTTPTypes
import SteelcutDomain
import Testing

/// RFC 6750 section 3.1: a good token without the scope is 403 and hears which it needs.
@Suite struct ScopeLacking {
    @Test(
        arguments: Transport.all,
        [nil, #""""#, #""write""#, #""readwrite""#, #""rea""#, #""Read write""#, #""read""#, #""write admin readx""#])
    func `is insufficient`(_ transport: Transport, _ scope: String?) async throws {
        let server = try BearerFixture(over: transport, scopes: "read write")
        let answer = try await server.answer(
            to: try await server.mint(claims: BearerFixture.claims(("scope", scope))))
        try await server.expectRefusal(of: answer, 403, "insufficient_scope")
        #expect(answer.fields[.wwwAuthenticate]?.contains(#"error="insufficient_scope", scope="read write""#) == true)
    }

    @Test(
        arguments: Transport.all,
        [#"["read","write"]"#, "1", "null", #""read  write""#, #"" read write""#, #""read\twrite""#, #""read,\u0022""#])
    func `a scope claim that is none is invalid`(_ transport: Transport, _ scope: String) async throws {
        let server = try BearerFixture(over: transport, scopes: "read write")
        try await server.expectInvalid(try await server.mint(claims: BearerFixture.claims(("scope", scope))))
    }

    @Test(arguments: Transport.all, ["read write", "write read", "admin write x read"])
    func `all that are needed, in any order, suffice`(_ transport: Transport, _ scope: String) async throws {
        let server = try BearerFixture(over: transport, scopes: "read write")
        try await server.expectAccepted(
            try await server.mint(claims: BearerFixture.claims(("scope", #""\#(scope)""#))))
    }

    /// An expired token is invalid before its scope matters.
    @Test(arguments: Transport.all)
    func `comes after everything else`(_ transport: Transport) async throws {
        let server = try BearerFixture(over: transport, scopes: "read")
        try await server.expectInvalid(try await server.mint(claims: BearerFixture.claims(("exp", "1"))))
    }
}
