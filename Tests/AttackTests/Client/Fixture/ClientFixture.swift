import SteelcutClient
import SteelcutRawHTTP
import Testing

/// A client of ours, with a secret, and a server of the attacker's.
struct ClientFixture {
    static let secret = "PRIVATE-canary"
    static let token = #"{"access_token":"stolen","token_type":"Bearer","expires_in":3600}"#
    static let metadataPath = "/.well-known/oauth-authorization-server"

    /// For attacks that are not about time: a busy machine must not fail them.
    static let patient = ConnectionSettings(deadline: .seconds(60))

    static var credentials: TokenClient.Credentials { .post(id: "me", secret: secret) }

    /// What becomes of a token request that the server answers so.
    static func outcome(
        of answer: ScriptedServer.Answer
    ) async throws -> (failure: ClientFailure?, server: ScriptedServer) {
        let server = try await ScriptedServer { _ in answer }
        let client = try TokenClient(
            tokenURL: server.origin + "/token", credentials: credentials, patience: .zero, connections: patient)
        return (await failure(of: client), server)
    }

    /// Why a client gets no token.
    static func failure(of client: TokenClient) async -> ClientFailure? {
        do throws(ClientFailure) {
            _ = try await client.token()
            return nil
        } catch { return error }
    }

    /// The request goes out once, with the secret, and nothing of it is in the failure.
    static func expectOneRequest(
        _ server: ScriptedServer, _ failure: ClientFailure?, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(server.requests.count == 1, sourceLocation: sourceLocation)
        #expect(server.requests.first?.body.contains(secret) == true, sourceLocation: sourceLocation)
        var shown = ""
        dump(failure, to: &shown)
        #expect(!(shown + "\(String(describing: failure))").contains(secret), sourceLocation: sourceLocation)
        #expect(!shown.contains("stolen"), sourceLocation: sourceLocation)
    }
}
