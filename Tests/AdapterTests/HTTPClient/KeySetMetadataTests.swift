import SteelcutDomain
import SteelcutRawHTTP
import Testing

@testable import SteelcutClient

@Suite struct KeySetMetadataTests {
    private func metadata(_ issuer: String, _ keySet: String) -> ScriptedServer.Answer {
        .json(#"{"issuer":"\#(issuer)","jwks_uri":"\#(keySet)","response_types_supported":[]}"#)
    }

    @Test func `keys are found by the issuer's metadata, and check its signatures`() async throws {
        let key = try ClientTestKey()
        let site = KeySetSite([KeySetSite.keys: .json(clientKeySet(key))])
        let server = try await site.serve()
        let issuer = try #require(Issuer(parsing: server.origin + "/tenant"))
        site[KeySetSite.metadata + "/tenant"] = metadata(issuer.description, server.origin + "/keys")
        let source = try site.source(.issuer(issuer))
        #expect(source.health == (false, false))
        #expect(server.requests.isEmpty)

        try await running(source.run) {
            try await eventually("the first set comes") { source.health.hasKeys }
            let verifier = try #require(try await source.verifiers(named: key.id).first)
            let message = Array("message".utf8)
            #expect(verifier.isValid(try await key.signer.signature(for: message), for: message))
            #expect(source.health == (true, false))
        }
    }

    @Test(
        arguments: [
            (#"{"issuer":"ORIGIN/","jwks_uri":"ORIGIN/keys"}"#, .malformedResponse(.issuer)),
            (#"{"issuer":"ORIGIN.evil.example","jwks_uri":"ORIGIN/keys"}"#, .malformedResponse(.issuer)),
            (#"{"issuer":["ORIGIN"],"jwks_uri":"ORIGIN/keys"}"#, .malformedResponse(.issuer)),
            (#"{"jwks_uri":"ORIGIN/keys"}"#, .malformedResponse(.issuer)),
            (
                #"{"issuer":"https://e.example","issuer":"ORIGIN","jwks_uri":"ORIGIN/keys"}"#,
                .malformedResponse(.notJSON)
            ),
            (#"{"issuer":"ORIGIN"}"#, .malformedResponse(.keySetURL)),
            (#"{"issuer":"ORIGIN","jwks_uri":"http://as.example/keys"}"#, .malformedResponse(.keySetURL)),
            (#"{"issuer":"ORIGIN","jwks_uri":"file:///etc/keys"}"#, .malformedResponse(.keySetURL)),
            (#"<html>"#, .malformedResponse(.notJSON)),
        ] as [(String, ClientFailure)])
    func `metadata that is not the issuer's own is not used`(_ text: String, _ expected: ClientFailure) async throws {
        let site = KeySetSite([KeySetSite.keys: .json(clientKeySet(try ClientTestKey()))])
        let server = try await site.serve()
        site[KeySetSite.metadata] = .json(text.replacing("ORIGIN", with: server.origin))
        let issuer = try #require(Issuer(parsing: server.origin))
        let source = try KeySetSource(.issuer(issuer), fetcher: HTTPFetcher(settings: .patient))
        await #expect(throws: expected) { try await source.keySetURL() }
        #expect(server.requests.map(\.path) == [KeySetSite.metadata])
    }

    @Test func `metadata that redirects is not followed`() async throws {
        let site = KeySetSite()
        let server = try await site.serve()
        site[KeySetSite.metadata] = ScriptedServer.Answer(302, ["Location": "/moved"])
        site["/moved"] = metadata(server.origin, server.origin + "/keys")
        let issuer = try #require(Issuer(parsing: server.origin))
        let source = try KeySetSource(.issuer(issuer), fetcher: HTTPFetcher(settings: .patient))
        await #expect(throws: ClientFailure.redirect(status: 302)) { try await source.keySetURL() }
        #expect(server.count("/moved") == 0)
    }

    @Test func `neither metadata nor keys are fetched over plain http from elsewhere`() throws {
        let site = KeySetSite()
        #expect(throws: ClientFailure.insecureURL) { try site.source(.url("http://as.example/keys")) }
        #expect(throws: ClientFailure.invalidURL) { try site.source(.url("file:///etc/keys")) }
        let issuer = try #require(Issuer(parsing: "http://as.example"))
        #expect(throws: ClientFailure.insecureURL) { try site.source(.issuer(issuer)) }
        var connections = ConnectionSettings()
        connections.allowPlainHTTP(toHostOf: "http://AS.example:8080/x")
        _ = try site.source(.issuer(issuer), connections)
        #expect(throws: ClientFailure.insecureURL) {
            try site.source(.url("http://other.as.example/keys"), connections)
        }
    }

    @Test func `a place is read from the metadata again after a failure and after five minutes`() async throws {
        let (old, new) = (try ClientTestKey(), try ClientTestKey())
        let site = KeySetSite(["/old": .json(clientKeySet(old)), "/new": .json(clientKeySet(new))])
        let server = try await site.serve()
        site[KeySetSite.metadata] = metadata(server.origin, server.origin + "/old")
        let source = try site.source(.issuer(try #require(Issuer(parsing: server.origin))))
        try await running(source.run) {
            try await eventually("the first set comes") { site.sleep.asked.count == 1 }
            try await site.fetchAgain()
            #expect(server.count(KeySetSite.metadata) == 1)
            #expect(server.count("/old") == 2)

            site["/old"] = ScriptedServer.Answer(404)
            site[KeySetSite.metadata] = metadata(server.origin, server.origin + "/new")
            try await site.fetchAgain()
            #expect(source.health == (true, true))
            #expect(try await source.names(nil) == [old.id])
            try await site.fetchAgain()
            #expect(source.health == (true, false))
            #expect(try await source.names(nil) == [new.id])
            #expect(server.count(KeySetSite.metadata) == 2)

            site["/old"] = .json(clientKeySet(old))
            site[KeySetSite.metadata] = metadata(server.origin, server.origin + "/old")
            site.clock.advance(.milliseconds(299_999))
            try await site.fetchAgain()
            #expect(try await source.names(nil) == [new.id])
            site.clock.advance(.milliseconds(1))
            try await site.fetchAgain()
            #expect(try await source.names(nil) == [old.id])
        }
    }
}
