import SteelcutClient
import SteelcutRawHTTP
import SteelcutResource
import Testing

/// Row 62: a secret, a token or a key set over plain http can be read or replaced on its way.
@Suite struct PlainHTTP {
    @Test func `neither issuer, token endpoint, resource nor keys are asked without TLS`() async throws {
        #expect(throws: ClientFailure.insecureURL) {
            try TokenClient(issuer: "http://as.example", credentials: ClientFixture.credentials)
        }
        #expect(throws: ClientFailure.insecureURL) {
            try TokenClient(tokenURL: "http://as.example/token", credentials: ClientFixture.credentials)
        }
        #expect(throws: AccessTokenVerifier.SetupError.keyURL(.insecureURL)) {
            try AccessTokenVerifier(issuer: "http://as.example", audience: "api")
        }
        let token = try #require(BearerToken(parsing: "stolen"))
        await #expect(throws: ClientFailure.insecureURL) {
            try await ResourceClient(token: token).get("http://api.example/")
        }
    }

    @Test(arguments: ["http://evil.example/token", "http://127.0.0.1.evil.example/token", "ftp://evil.example/token"])
    func `metadata can't send the secret there either`(_ endpoint: String) async throws {
        let server = try await ScriptedServer { request in
            .json(#"{"issuer":"http://\#(request.field("host") ?? "")","token_endpoint":"\#(endpoint)"}"#)
        }
        let client = try TokenClient(
            issuer: server.origin, credentials: ClientFixture.credentials, connections: ClientFixture.patient)
        #expect(await ClientFixture.failure(of: client) == .malformedResponse(.tokenURL))
    }

    @Test func `a host is allowed by its name, and no other with it`() throws {
        var connections = ConnectionSettings()
        connections.allowPlainHTTP(toHostOf: "http://as.internal:5000")
        let credentials = ClientFixture.credentials
        _ = try TokenClient(issuer: "http://AS.internal", credentials: credentials, connections: connections)
        for issuer in ["http://as.internal.evil.example", "http://evil.example", "http://x.as.internal"] {
            #expect(throws: ClientFailure.insecureURL) {
                try TokenClient(issuer: issuer, credentials: credentials, connections: connections)
            }
        }
    }
}
