import SteelcutClient
import SteelcutDomain
import SteelcutRawHTTP
import SteelcutResource
import Testing

/// Row 62, CVE-2026-48522: an issuer, or who has taken its place, names a file of this machine as its key set.
@Suite struct KeySetFromFileURL {
    static let places = [
        "file:///etc/passwd", "FILE:///etc/passwd", "file://localhost/etc/passwd", "/etc/passwd", "unix:///run/keys",
        "http+unix://%2Frun%2Fkeys", "data:application/json,{}", "javascript:1", "",
    ]

    @Test(arguments: places)
    func `it can't be set`(_ place: String) throws {
        #expect(throws: AccessTokenVerifier.SetupError.keyURL(.invalidURL)) {
            try AccessTokenVerifier(issuer: "https://as.example", audience: "api", keys: .url(place))
        }
    }

    @Test(arguments: places)
    func `metadata can't name it`(_ place: String) async throws {
        let server = try await ScriptedServer { request in
            .json(#"{"issuer":"http://\#(request.field("host") ?? "")","jwks_uri":"\#(place)"}"#)
        }
        let verifier = try AccessTokenVerifier(
            issuer: server.origin, audience: "api", connections: ClientFixture.patient)
        await #expect(throws: BearerError.keysUnavailable(retryAfter: 1)) {
            try await verifier.verify("eyJ0eXAiOiJhdCtqd3QiLCJhbGciOiJFUzI1NiJ9.e30.AAAA")
        }
        #expect(server.requests.map(\.path) == [ClientFixture.metadataPath])
        #expect(verifier.health == .unavailable)
    }
}
