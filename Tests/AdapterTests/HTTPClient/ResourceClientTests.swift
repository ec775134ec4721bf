import SteelcutRawHTTP
import Testing

@testable import SteelcutClient

@Suite struct ResourceClientTests {
    private static let token = "canary.TOKEN_1-~+/=="

    private func get(_ answer: ScriptedServer.Answer) async throws -> (ResourceClient.Response, ScriptedServer) {
        let server = try await ScriptedServer { _ in answer }
        let token = try #require(BearerToken(parsing: Self.token))
        return (try await ResourceClient(token: token, connections: .patient).get(server.origin + "/api?x=y"), server)
    }

    @Test func `a resource is fetched with the token in the header`() async throws {
        let (response, server) = try await get(.json(#"{"a":1}"#))
        #expect(response.status == 200)
        #expect(response.contentType == "application/json")
        #expect(response.body == Array(#"{"a":1}"#.utf8))
        #expect(server.requests.first?.line == "GET /api?x=y HTTP/1.1")
        #expect(server.requests.first?.field("Authorization") == "Bearer \(Self.token)")
    }

    @Test(
        arguments: [
            (
                #"Bearer realm="x", error="invalid_token", error_description="it, \(well\), expired""#, "invalid_token",
                "it, (well), expired"
            ),
            (#"bearer ERROR=invalid_token"#, "invalid_token", nil),
            (
                #"Basic realm="a, Bearer error=\"no\"", Bearer realm="x",error="insufficient_scope",scope="a b""#,
                "insufficient_scope", nil
            ),
            (#"Negotiate YWJj==, Bearer error="invalid_token", DPoP error="other""#, "invalid_token", nil),
            (#"Bearer realm="x""#, "from_body", "body text"), (#"DPoP error="other""#, "from_body", "body text"),
            (#"Bearer error="unterminated"#, "from_body", "body text"),
            (#"Bearer error="a\"#, "from_body", "body text"),
            ("", "from_body", "body text"), (",,;=", "from_body", "body text"), ("Bearer =", "from_body", "body text"),
            (#"Bearer error="canary.TOKEN_1-~+/==""#, nil, nil),
        ] as [(String, String?, String?)])
    func `a refusal is read from the challenge, else from the body`(
        _ challenge: String, _ error: String?, _ description: String?
    ) async throws {
        let body = #"{"error":"from_body","error_description":"body text"}"#
        await #expect(
            throws: ClientFailure.refused(status: 401, error: error, description: description, retryAfter: 3)
        ) {
            try await get(.json(body, ["WWW-Authenticate": challenge, "Retry-After": "3"], status: 401))
        }
    }

    @Test func `the token goes nowhere else`() async throws {
        let elsewhere = try await ScriptedServer { _ in ScriptedServer.Answer(200) }
        await #expect(throws: ClientFailure.redirect(status: 302)) {
            try await get(ScriptedServer.Answer(302, ["Location": elsewhere.origin]))
        }
        #expect(elsewhere.requests.isEmpty)
        let token = try #require(BearerToken(parsing: "t"))
        await #expect(throws: ClientFailure.insecureURL) {
            try await ResourceClient(token: token).get("http://rs.example/")
        }
        await #expect(throws: ClientFailure.invalidURL) {
            try await ResourceClient(token: token).get("file:///etc/passwd")
        }
    }

    @Test(arguments: ["", "=", "a b", "a\r\nX: y", "a=b", "é", "a,b", String(repeating: "a", count: (16 << 10) + 1)])
    func `what a header can't carry is no token`(_ text: String) { #expect(BearerToken(parsing: text) == nil) }
}
