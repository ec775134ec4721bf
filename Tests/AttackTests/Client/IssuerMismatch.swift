import SteelcutClient
import SteelcutRawHTTP
import Testing

/// Row 62, RFC 8414 section 3.3: metadata that name another issuer are not used, and the secret is not sent where they say.
@Suite struct IssuerMismatch {
    @Test(arguments: [
        "ORIGIN/", "ORIGIN/tenant", "ORIGIN.evil.example", "https://evil.example", "HTTP://127.0.0.1:1", "", " ORIGIN",
        "ORIGIN ",
    ])
    func `another issuer is refused`(_ name: String) async throws {
        let server = try await ScriptedServer { request in
            guard request.path == ClientFixture.metadataPath else { return .json(ClientFixture.token) }
            let origin = "http://" + (request.field("host") ?? "")
            let issuer = name.replacing("ORIGIN", with: origin)
            return .json(#"{"issuer":"\#(issuer)","token_endpoint":"\#(origin)/token"}"#)
        }
        let client = try TokenClient(
            issuer: server.origin, credentials: ClientFixture.credentials, connections: ClientFixture.patient)
        #expect(await ClientFixture.failure(of: client) == .malformedResponse(.issuer))
        #expect(server.requests.map(\.path) == [ClientFixture.metadataPath])
    }

    @Test(arguments: [
        #""issuer":7,"#, #""issuer":null,"#, "", #""issuer":["ORIGIN"],"#, #""issuer":"ORIGIN","issuer":"ORIGIN","#,
    ])
    func `an issuer that is none, or twice, is refused`(_ member: String) async throws {
        let server = try await ScriptedServer { request in
            let origin = "http://" + (request.field("host") ?? "")
            return .json(
                "{" + member.replacing("ORIGIN", with: origin) + #""token_endpoint":"\#(origin)/token"}"#)
        }
        let client = try TokenClient(
            issuer: server.origin, credentials: ClientFixture.credentials, connections: ClientFixture.patient)
        let failure = await ClientFixture.failure(of: client)
        #expect(failure == .malformedResponse(.issuer) || failure == .malformedResponse(.notJSON))
        #expect(server.count("/token") == 0)
    }
}
