import Foundation
import Logging
import ServiceLifecycle
import SteelcutClient
import SteelcutDomain
import SteelcutRawHTTP
import SteelcutResource
import Testing

@Suite struct AccessTokenVerifierTests {
    private static let issuer = "https://as.example"
    private let site = KeySetSite()

    private func token(
        _ key: ClientTestKey, issuer: String = Self.issuer, audience: String = "api", scope: String = "read write"
    ) async throws -> String {
        let now = site.clock.now().seconds
        let header = #"{"typ":"at+jwt","alg":"ES256","kid":"\#(key.id)"}"#
        let claims = #"""
            {"iss":"\#(issuer)","sub":"c","client_id":"c","aud":"\#(audience)","iat":\#(now),"exp":\#(now + 60),
            "jti":"t","scope":"\#(scope)"}
            """#
        let input = Base64URL.string(Array(header.utf8)) + "." + Base64URL.string(Array(claims.utf8))
        return input + "." + Base64URL.string(try await key.signer.signature(for: Array(input.utf8)))
    }

    private func verifier(_ server: ScriptedServer, scope: String = "") throws -> AccessTokenVerifier {
        try AccessTokenVerifier(
            issuer: Self.issuer, audience: "api", scope: scope, keys: .url(server.origin + KeySetSite.keys),
            connections: .patient, clock: site.clock)
    }

    @Test func `claims come of a good token, and a typed refusal of any other`() async throws {
        let (key, stranger) = (try ClientTestKey(), try ClientTestKey())
        site[KeySetSite.keys] = .json(clientKeySet(key))
        let server = try await site.serve()
        let verifier = try verifier(server, scope: "read")
        let claims = try await verifier.verify(token(key))
        #expect(claims.clientID == "c")
        #expect(claims.scopes == ScopeSet(parsing: "read write"))
        let refusals: [(String, BearerError)] = [
            ("a.b.c", .invalidToken(.encoding)), ("", .invalidToken(.form)),
            (try await token(stranger), .invalidToken(.unknownKey)),
            (try await token(key, issuer: "https://evil.example"), .invalidToken(.issuer)),
            (try await token(key, audience: "other"), .invalidToken(.audience)),
            (try await token(key, scope: "write"), .insufficientScope(try #require(ScopeSet(parsing: "read")))),
        ]
        for (token, expected) in refusals {
            do throws(BearerError) {
                _ = try await verifier.verify(token)
                Issue.record("taken: \(expected)")
            } catch {
                if case .invalidToken = expected, case .invalidToken = error { continue }
                #expect(error == expected)
            }
        }
        let strict = try verifier.requiring("write admin")
        #expect(strict.scope == ScopeSet(parsing: "read write admin"))
        await #expect(throws: BearerError.insufficientScope(strict.scope)) { try await strict.verify(token(key)) }
        #expect(throws: AccessTokenVerifier.SetupError.invalidScope) { try verifier.requiring("a  b") }
    }

    @Test func `without run the first token waits for the keys, and later ones never`() async throws {
        let (old, new) = (try ClientTestKey(), try ClientTestKey())
        site[KeySetSite.keys] = .json(clientKeySet(old), ["Cache-Control": "max-age=60"])
        let server = try await site.serve()
        let verifier = try verifier(server)
        #expect(verifier.health == .unavailable)
        #expect(server.requests.isEmpty)
        let oldToken = try await token(old)
        _ = try await verifier.verify(oldToken)
        #expect(verifier.health == .ok)
        site.clock.advance(.seconds(29))
        _ = try await verifier.verify(oldToken)
        #expect(server.count(KeySetSite.keys) == 1)
        // At half of max-age the set is fetched again, beside the token.
        let gate = ClientGate()
        site.hold(with: gate)
        site[KeySetSite.keys] = .json(clientKeySet(old, new))
        site.clock.advance(.seconds(1))
        _ = try await verifier.verify(oldToken)
        _ = try await verifier.verify(oldToken)
        try await eventually("the set is asked for again") { gate.arrivals == 1 }
        gate.open()
        _ = try await verifier.verify(token(new))
        #expect(server.count(KeySetSite.keys) <= 3)
    }

    @Test func `the last good set outlives its issuer`() async throws {
        let (key, stranger) = (try ClientTestKey(), try ClientTestKey())
        site[KeySetSite.keys] = .json(clientKeySet(key))
        let server = try await site.serve()
        let verifier = try verifier(server)
        _ = try await verifier.verify(token(key))
        site[KeySetSite.keys] = ScriptedServer.Answer(500)
        site.clock.advance(.seconds(300))
        _ = try await verifier.verify(token(key))
        try await eventually("the failure is known") { verifier.health == .degraded }
        site.clock.advance(.seconds(86_400))
        _ = try await verifier.verify(token(key))
        site[KeySetSite.keys] = .json(clientKeySet(key))
        let good = try await token(key)
        let again = try verifier.requiring("read")
        for _ in 0..<5 where again.health != .ok {
            site.clock.advance(.seconds(10))
            // A copy has the keys of the original; a fetch for an unknown key is waited for.
            _ = try? await again.verify(token(stranger))
        }
        #expect(verifier.health == .ok)
        _ = try await verifier.verify(good)
    }

    @Test func `it runs as a service and stops with its group`() async throws {
        let key = try ClientTestKey()
        site[KeySetSite.keys] = .json(clientKeySet(key))
        let server = try await site.serve()
        let verifier = try verifier(server)
        let group = ServiceGroup(services: [verifier], logger: Logger(label: "test"))
        let running = Task { try await group.run() }
        try await eventually("the keys come before any token") { verifier.health == .ok }
        await group.triggerGracefulShutdown()
        try await running.value
        // Keys that were had stay.
        _ = try await verifier.verify(token(key))
    }

    @Test func `cancelling ends run, with a fetch that hangs`() async throws {
        site[KeySetSite.keys] = .silence
        let server = try await site.serve()
        let verifier = try AccessTokenVerifier(
            issuer: Self.issuer, audience: "api", keys: .url(server.origin + KeySetSite.keys),
            connections: ConnectionSettings(deadline: .seconds(3600)), clock: site.clock)
        let running = Task { await verifier.run() }
        try await eventually("it fetches") { server.requests.count == 1 }
        running.cancel()
        await running.value
    }

    @Test func `what the issuer has revoked is refused, by the list that its metadata name`() async throws {
        let key = try ClientTestKey()
        let server = try await site.serve()
        site[KeySetSite.keys] = .json(clientKeySet(key))
        site[KeySetSite.list] = try await .list(TestList(issuer: server.origin, tokens: ["t"]), key)
        site[KeySetSite.metadata] = .metadata(
            #","jwks_uri":"\#(server.origin)/keys","revocation_list_uri":"\#(server.origin)/revocations""#,
            issuer: server.origin)
        func verifier(
            _ keys: AccessTokenVerifier.KeySource = .metadata,
            _ revocations: AccessTokenVerifier.Revocations = .followed()
        ) throws -> AccessTokenVerifier {
            try AccessTokenVerifier(
                issuer: server.origin, audience: "api", keys: keys, revocations: revocations, connections: .patient,
                clock: site.clock)
        }
        let token = try await token(key, issuer: server.origin)
        let following = try verifier()
        #expect(following.followsRevocations)
        #expect(following.health == .unavailable)
        await #expect(throws: BearerError.invalidToken(.revoked)) { try await following.verify(token) }
        #expect(following.health == .ok)
        await #expect(throws: BearerError.invalidToken(.revoked)) {
            try await following.requiring("read").verify(token)
        }
        #expect(server.count(KeySetSite.list) == 1)

        // Where that is not wished, or the keys come from elsewhere, nobody asks.
        for other in [try verifier(.metadata, .ignored), try verifier(.url(server.origin + KeySetSite.keys))] {
            #expect(!other.followsRevocations)
            _ = try await other.verify(token)
            #expect(other.health == .ok)
        }
        #expect(server.count(KeySetSite.list) == 1)
        let told = try verifier(
            .url(server.origin + KeySetSite.keys), .followed(url: server.origin + KeySetSite.list))
        await #expect(throws: BearerError.invalidToken(.revoked)) { try await told.verify(token) }

        // As a service it has the list before any token comes: it waits for the keys, and asks once.
        for _ in 1...5 {
            let served = try verifier()
            let asked = server.count(KeySetSite.list)
            try await running({ await served.run() }) {
                try await eventually("keys and list come before any token") { served.health == .ok }
                #expect(server.count(KeySetSite.list) == asked + 1)
                await #expect(throws: BearerError.invalidToken(.revoked)) { try await served.verify(token) }
            }
        }
        let given = AccessTokenVerifier(
            issuer: try #require(Issuer(parsing: server.origin)),
            audience: try #require(ResourceIdentifier(parsing: "api")), source: try GivenKeys(key),
            revocations: NotKnown(), clock: site.clock)
        await #expect(throws: BearerError.revocationsUnavailable(retryAfter: 7)) { try await given.verify(token) }
    }

    private struct NotKnown: Ports.RevocationSource {
        func currentRevocations() throws(RevocationsUnavailable) -> RevocationList {
            throw RevocationsUnavailable(retryAfter: 7)
        }
    }

    @Test func `keys from a file are read again on demand`() async throws {
        let (old, new) = (try ClientTestKey(), try ClientTestKey())
        let folder = try ClientTestFolder()
        let path = folder.path + "/keys.json"
        try clientKeySet(old).write(toFile: path, atomically: true, encoding: .utf8)
        let verifier = try AccessTokenVerifier(
            issuer: Self.issuer, audience: "api", keys: .file(path), clock: site.clock)
        _ = try await verifier.verify(token(old))
        try clientKeySet(new).write(toFile: path, atomically: true, encoding: .utf8)
        await #expect(throws: BearerError.invalidToken(.unknownKey)) { try await verifier.verify(token(new)) }
        try verifier.reloadKeyFile()
        _ = try await verifier.verify(token(new))
        try "{".write(toFile: path, atomically: true, encoding: .utf8)
        #expect(throws: AccessTokenVerifier.SetupError.keyFile(.malformed)) { try verifier.reloadKeyFile() }
        _ = try await verifier.verify(token(new))
        // A service that came to its end would end the others.
        let running = Task { await verifier.run() }
        running.cancel()
        await running.value
    }

    @Test func `keys may come another way`() async throws {
        struct NoKeys: Ports.VerifierSource {
            func verifiers(named keyID: KeyID?) async throws(KeysUnavailable) -> [any Ports.SignatureVerifier] { [] }
        }
        let verifier = AccessTokenVerifier(
            issuer: try #require(Issuer(parsing: Self.issuer)),
            audience: try #require(ResourceIdentifier(parsing: "api")), source: NoKeys(), clock: site.clock)
        let token = try await token(try ClientTestKey())
        await #expect(throws: BearerError.invalidToken(.unknownKey)) { try await verifier.verify(token) }
    }

    @Test(
        arguments: [
            ("as.example", "api", "", .invalidIssuer), ("https://as.example", "", "", .invalidAudience),
            ("https://as.example", "api", "a  b", .invalidScope),
            ("http://as.example", "api", "", .keyURL(.insecureURL)),
        ] as [(String, String, String, AccessTokenVerifier.SetupError)])
    func `what can't be meant is refused at once`(
        _ issuer: String, _ audience: String, _ scope: String, _ expected: AccessTokenVerifier.SetupError
    ) {
        #expect(throws: expected) { try AccessTokenVerifier(issuer: issuer, audience: audience, scope: scope) }
        #expect(!expected.description.isEmpty)
    }

    @Test func `a list's place that may not be asked is refused at once`() {
        #expect(throws: AccessTokenVerifier.SetupError.revocationsURL(.insecureURL)) {
            try AccessTokenVerifier(
                issuer: "https://as.example", audience: "api", revocations: .followed(url: "http://as.example/r"))
        }
        #expect(
            "\(AccessTokenVerifier.SetupError.revocationsURL(.insecureURL))".hasPrefix("the issuer's revocations: "))
    }
}
