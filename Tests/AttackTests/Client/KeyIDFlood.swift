import SteelcutClient
import SteelcutDomain
import SteelcutOpenSSL
import SteelcutRawHTTP
import SteelcutResource
import SteelcutTestKit
import Testing

/// Rows 36 and 60: tokens that name unknown keys must not make us a hammer on the issuer's key endpoint.
@Suite struct KeyIDFlood {
    private static func token(_ keyID: String) -> String {
        Base64URL.string(Array(#"{"typ":"at+jwt","alg":"ES256","kid":"\#(keyID)"}"#.utf8)) + ".e30.AAAA"
    }

    @Test func `a thousand unknown keys cost one request in ten seconds`() async throws {
        let maker = OpenSSLKeyMaker(digest: try OpenSSLDigest())
        let key = try maker.publicKey(of: try maker.makeKey(for: .es256), for: .es256)
        let set = String(decoding: JSONWriter.write(JSONWebKeySet([key]).json), as: UTF8.self)
        let server = try await ScriptedServer { _ in .json(set) }
        let clock = ManualClock()
        let verifier = try AccessTokenVerifier(
            issuer: "https://as.example", audience: "api", keys: .url(server.origin + "/keys"),
            connections: ClientFixture.patient, clock: clock)
        func flood() async {
            await withTaskGroup { group in
                for number in 0..<1000 {
                    group.addTask {
                        await #expect(throws: BearerError.invalidToken(.unknownKey)) {
                            try await verifier.verify(Self.token("unknown-\(number)"))
                        }
                    }
                }
            }
        }
        // The first set, and one look for what it lacked.
        await flood()
        #expect(server.count("/keys") == 2)
        await flood()
        #expect(server.count("/keys") == 2)
        clock.advance(bySeconds: 10)
        await flood()
        #expect(server.count("/keys") == 3)
        #expect(verifier.health == .ok)
    }

    @Test func `while there are no keys, a flood is no hammer either`() async throws {
        let server = try await ScriptedServer { _ in ScriptedServer.Answer(500) }
        let verifier = try AccessTokenVerifier(
            issuer: "https://as.example", audience: "api", keys: .url(server.origin + "/keys"),
            connections: ClientFixture.patient, clock: ManualClock())
        for number in 0..<100 {
            await #expect(throws: BearerError.keysUnavailable(retryAfter: 1)) {
                try await verifier.verify(Self.token("unknown-\(number)"))
            }
        }
        #expect(server.count("/keys") == 1)
    }
}
