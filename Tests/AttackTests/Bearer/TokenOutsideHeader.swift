import HTTPTypes
import SteelcutDomain
import Testing

/// Only `Authorization: Bearer` is looked at; who has none is told where to get one, without an error code.
@Suite struct TokenOutsideHeader {
    @Test(arguments: Transport.all)
    func `in query or body is no token`(_ transport: Transport) async throws {
        let server = try BearerFixture(over: transport)
        let token = try await server.mint()
        for (path, body) in [
            ("/api_v0.0.1", ""), ("/api_v0.0.1?access_token=" + token, ""),
            ("/api_v0.0.1", "access_token=" + token),
        ] {
            try await server.expectRefusal(
                of: try await server.answer(authorizations: [], path: path, body: body), 401, nil)
        }
        #expect(server.keys.lookups == 0)
    }

    @Test(
        arguments: Transport.all,
        [
            "", "Basic Z29vZDp4", "DPoP a.b.c", "Bearer\ta.b.c", "Bearera.b.c", "Bear a.b.c", "Token x", "Bearer=x",
            "b\u{E9}arer x",
        ])
    func `another scheme is as none`(_ transport: Transport, _ value: String) async throws {
        let server = try BearerFixture(over: transport)
        try await server.expectRefusal(of: try await server.answer(authorizations: [value]), 401, nil)
        #expect(server.keys.lookups == 0)
    }

    /// A good header counts, whatever else the request holds.
    @Test(arguments: Transport.all)
    func `beside a good header is not looked at`(_ transport: Transport) async throws {
        let server = try BearerFixture(over: transport)
        let answer = try await server.answer(
            authorizations: ["Bearer " + (try await server.mint())], path: "/api_v0.0.1?access_token=x",
            body: "access_token=y")
        #expect(answer.status == 200)
    }
}
