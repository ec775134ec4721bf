import HTTPTypes
import SteelcutDomain
import Testing

/// Without keys nothing can be said of a token: 503, but what is wrong with the header comes first.
@Suite struct NoKeysYet {
    @Test(arguments: Transport.all)
    func `a token that might be good is 503`(_ transport: Transport) async throws {
        let server = try BearerFixture(over: transport, neverHadKeys: true)
        let answer = try await server.answer(to: try await server.mint())
        #expect(answer.status == 503)
        #expect(answer.fields[.retryAfter] == "9")
        #expect(!answer.fields.contains(.wwwAuthenticate))
        #expect(try answer.json["error_description"]?.string?.isEmpty == false)
    }

    @Test(arguments: Transport.all)
    func `refusals for want of a header come before`(_ transport: Transport) async throws {
        let server = try BearerFixture(over: transport, neverHadKeys: true)
        try await server.expectRefusal(of: try await server.answer(authorizations: []), 401, nil)
        try await server.expectRefusal(of: try await server.answer(authorizations: ["Basic x"]), 401, nil)
        try await server.expectRefusal(
            of: try await server.answer(authorizations: ["Bearer"]), 400, "invalid_request")
        try await server.expectInvalid("garbage")
        try await server.expectInvalid(try await server.mint(header: server.header(("typ", #""JWT""#))))
    }
}
