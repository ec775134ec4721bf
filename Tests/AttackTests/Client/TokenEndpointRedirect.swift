import SteelcutClient
import SteelcutRawHTTP
import Testing

/// Row 62: whoever follows a redirect from the token endpoint hands the secret to where it leads.
@Suite struct TokenEndpointRedirect {
    @Test(arguments: [300, 301, 302, 303, 305, 307, 308])
    func `the secret goes nowhere else`(_ status: Int) async throws {
        let thief = try await ScriptedServer { _ in .json(ClientFixture.token) }
        let (failure, server) = try await ClientFixture.outcome(
            of: ScriptedServer.Answer(status, ["Location": thief.origin + "/token"]))
        #expect(failure == .redirect(status: status))
        ClientFixture.expectOneRequest(server, failure)
        #expect(thief.requests.isEmpty)
    }

    @Test func `metadata that are elsewhere are none`() async throws {
        let thief = try await ScriptedServer { _ in .json("{}") }
        let server = try await ScriptedServer { _ in ScriptedServer.Answer(302, ["Location": thief.origin]) }
        let client = try TokenClient(
            issuer: server.origin, credentials: ClientFixture.credentials, connections: ClientFixture.patient)
        #expect(await ClientFixture.failure(of: client) == .redirect(status: 302))
        #expect(thief.requests.isEmpty)
    }
}
