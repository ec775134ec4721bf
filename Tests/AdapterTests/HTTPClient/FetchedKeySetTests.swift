import SteelcutDomain
import SteelcutOpenSSL
import SteelcutRawHTTP
import Testing

@testable import SteelcutClient

@Suite struct FetchedKeySetTests {
    private func fetch(_ site: KeySetSite) async throws -> (FetchedKeySet, ScriptedServer) {
        let server = try await site.serve()
        site[KeySetSite.metadata] = .json(#"{"issuer":"\#(server.origin)","jwks_uri":"\#(server.origin)/keys"}"#)
        let issuer = try #require(Issuer(parsing: server.origin))
        let keys = try await FetchedKeySet(.issuer(issuer), maker: OpenSSLVerifierMaker(), connections: .patient)
        return (keys, server)
    }

    @Test func `it is fetched once, whatever is asked of it`() async throws {
        let key = try ClientTestKey()
        let (keys, server) = try await fetch(KeySetSite([KeySetSite.keys: .json(clientKeySet(key))]))
        #expect(try await keys.verifiers(named: key.id).map(\.keyID) == [key.id])
        #expect(try await keys.verifiers(named: KeyID(parsing: "unknown")).isEmpty)
        #expect(server.requests.map(\.path) == [KeySetSite.metadata, KeySetSite.keys])
    }

    @Test(
        arguments: [
            (ScriptedServer.Answer.json(#"{"keys":[]}"#), .malformedResponse(.noUsableKey)),
            (.json("{}"), .malformedResponse(.keySet)), (ScriptedServer.Answer(304), .malformedResponse(.status)),
            (ScriptedServer.Answer(307, ["Location": "/other"]), .redirect(status: 307)),
            (ScriptedServer.Answer(500), .refused(status: 500, error: nil, description: nil, retryAfter: nil)),
        ] as [(ScriptedServer.Answer, ClientFailure)])
    func `a set that can't be used is a typed failure`(
        _ answer: ScriptedServer.Answer, _ expected: ClientFailure
    ) async throws {
        await #expect(throws: expected) { try await fetch(KeySetSite([KeySetSite.keys: answer])) }
    }
}
