import HTTPTypes
import SteelcutDomain
import SteelcutEndpoints
import SteelcutOpenSSL
import SteelcutTestKit
import Testing

/// The protected document: where it stands, and that a condition never outruns the token.
@Suite struct ResourceEndpointTests {
    @Test(arguments: ["api_v0.0.1", "/api_v0.0.1"])
    func `the route may be given with a slash or without`(_ route: String) async throws {
        let answer = await EndpointFixture.get("/api_v0.0.1", from: try EndpointFixture(route: route).resourceServer)
        #expect(answer.head.status == .unauthorized)
    }

    @Test func `a condition is looked at after the token only`() async throws {
        let server = try EndpointFixture().resourceServer
        for fields: HTTPFields in [[.ifNoneMatch: "*"], [.ifMatch: "\"x\""]] {
            let answer = await EndpointFixture.get("/api_v0.0.1", fields, from: server)
            #expect(answer.head.status == .unauthorized)
            #expect(!answer.head.headerFields.contains(.eTag))
        }
    }

    @Test func `OPTIONS is another method, a large body is refused`() async throws {
        let server = try EndpointFixture().resourceServer
        let options = await EndpointFixture.get("/api_v0.0.1", method: .options, from: server)
        #expect(options.head.status == .methodNotAllowed)
        #expect(options.head.headerFields[.allow] == "GET, HEAD")
        let request = HTTPRequest(method: .get, scheme: "http", authority: "x", path: "/api_v0.0.1")
        #expect(server.respond(toOversized: request).head.status == .contentTooLarge)
        let unknown = HTTPRequest(method: .post, scheme: "http", authority: "x", path: "/x")
        #expect(server.respond(toOversized: unknown).head.status == .notFound)
    }

    @Test func `a good token gets the document, with conditions and without a body for HEAD's sake`() async throws {
        let digest = try OpenSSLDigest()
        let maker = OpenSSLKeyMaker(digest: digest)
        let privateKey = try maker.makeKey(for: .edDSA)
        let key = try maker.publicKey(of: privateKey, for: .edDSA)
        let signer = try maker.signer(for: privateKey, algorithm: .edDSA)
        struct OneVerifier: Ports.VerifierSource {
            let verifier: any Ports.SignatureVerifier
            func verifiers(named keyID: KeyID?) async throws(KeysUnavailable) -> [any Ports.SignatureVerifier] {
                [verifier]
            }
        }
        let issuer = try #require(Issuer(parsing: "https://as.example"))
        let audience = try #require(ResourceIdentifier(parsing: "api"))
        let clock = ManualClock(now: Timestamp(seconds: 1000))
        let verify = VerifyAccessToken(
            keys: OneVerifier(verifier: try OpenSSLVerifierMaker().verifier(for: key)), clock: clock,
            issuer: issuer, audience: audience)
        let claims = AccessTokenClaims(
            issuer: issuer, clientID: try #require(ClientID(parsing: "c")), audience: [audience],
            issuedAt: clock.now(), lifetime: try #require(TokenLifetime(seconds: 60)), tokenID: "t",
            scopes: ScopeSet())
        let input = CompactJWS.signingInput(
            header: Array(#"{"typ":"at+jwt","alg":"EdDSA"}"#.utf8), payload: JSONWriter.write(claims.json))
        let token = CompactJWS.compact(signingInput: input, signature: try await signer.signature(for: input))
        let document = ResourceDocument(json: Array(#"{"a":1}"#.utf8), digest: digest)
        let server = ResourceServerEndpoint(
            route: "api", resource: try #require(ProtectedResourceURL(parsing: "https://rs.example/api")),
            document: { document }, verify: verify, issuer: issuer, digest: digest, health: { .ok })

        let authorization: HTTPFields = [.authorization: "Bearer " + token]
        let full = await EndpointFixture.get("/api", authorization, from: server)
        #expect(full.head.status == .ok)
        #expect(String(decoding: full.body, as: UTF8.self) == #"{"a":1}"#)
        #expect(full.head.headerFields[.cacheControl] == "private")
        let tag = try #require(full.head.headerFields[.eTag])
        let head = await EndpointFixture.get("/api", authorization, method: .head, from: server)
        #expect(head.head == full.head)
        var conditional = authorization
        conditional[.ifNoneMatch] = tag
        let again = await EndpointFixture.get("/api", conditional, from: server)
        #expect(again.head.status == .notModified)
        #expect(again.head.headerFields[.cacheControl] == "private")
        #expect(again.body.isEmpty)

        // The check alone, as other programs embed it.
        #expect(try await BearerCheck(verify: verify)(authorization) == claims)
        await #expect(throws: BearerError.missingToken) { _ = try await BearerCheck(verify: verify)([:]) }
    }

    /// RFC 6750 section 2.1: `b64token`.
    @Test(arguments: ["a b", "a,b", "=", "a=b", "\u{E9}", "a\"b"])
    func `another check than ours is given what has the form of a token`(_ token: String) async throws {
        let check = BearerCheck { (_) async throws(BearerError) in throw .missingToken }
        let (bad, good): (HTTPFields, HTTPFields) = (
            [.authorization: "Bearer \(token)"], [.authorization: "Bearer a-._~+/9=="]
        )
        await #expect(throws: BearerError.invalidToken(.form)) { _ = try await check(bad) }
        await #expect(throws: BearerError.missingToken) { _ = try await check(good) }
    }
}
