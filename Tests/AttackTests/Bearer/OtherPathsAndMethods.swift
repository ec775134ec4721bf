import HTTPTypes
import SteelcutDomain
import Testing

/// Unknown paths and methods are refused without a look at any token.
@Suite struct OtherPathsAndMethods {
    @Test(
        arguments: Transport.all,
        [
            "/", "/api_v0.0.1/", "//api_v0.0.1", "/api_v0.0.1//", "/API_v0.0.1", "/%61pi_v0.0.1", "/api_v0.0.1%00",
            "/token",
            "/.well-known/oauth-protected-resource/", "/.well-known/oauth-protected-resource/other",
        ])
    func `another path is 404`(_ transport: Transport, _ path: String) async throws {
        let server = try BearerFixture(over: transport)
        let answer = try await server.answer(authorizations: ["Bearer " + (try await server.mint())], path: path)
        #expect(answer.status == 404)
        #expect(try answer.json["error_description"] != nil)
        #expect(try answer.json["error"] == nil)
        #expect(server.keys.lookups == 0)
    }

    @Test(arguments: Transport.all, ["POST", "PUT", "DELETE", "PATCH", "TRACE"])
    func `another method is 405`(_ transport: Transport, _ method: String) async throws {
        try await expectRefusal(of: method, over: transport)
    }

    /// The parser of a front end may know a list of methods and refuse others; the endpoint does not depend on it.
    @Test func `a method in lower case is another one`() async throws {
        try await expectRefusal(of: "get", over: .direct)
    }

    private func expectRefusal(of method: String, over transport: Transport) async throws {
        let server = try BearerFixture(over: transport)
        for path in ["/api_v0.0.1", "/health/ready", "/.well-known/oauth-protected-resource"] {
            let request = HTTPRequest(
                method: try #require(HTTPRequest.Method(method)), scheme: "http", authority: "rs.example", path: path)
            let answer = try await transport.send(request, [], server.endpoint)
            #expect(answer.status == 405)
            #expect(answer.fields[.allow] == "GET, HEAD")
        }
    }
}
