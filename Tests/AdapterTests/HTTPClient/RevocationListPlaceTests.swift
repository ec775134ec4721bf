import SteelcutDomain
import SteelcutOpenSSL
import SteelcutRawHTTP
import Testing

@testable import SteelcutClient

/// Where an issuer's list is, and what of an issuer that has none.
@Suite struct RevocationListPlaceTests {
    private let site = KeySetSite()
    private let key: ClientTestKey

    init() throws { key = try ClientTestKey() }

    /// Follows the list that the metadata of an issuer at the server name, until its first answer was judged.
    private func following(
        _ metadata: (String) -> ScriptedServer.Answer,
        _ body: (ScriptedServer, RemoteRevocationList) async throws -> Void
    ) async throws {
        let server = try await site.serve()
        site[KeySetSite.metadata] = metadata(server.origin)
        let list = try site.revocations(server.origin, at: nil, keys: try GivenKeys(key))
        try await running(list.run) {
            try await eventually("the first answer comes") { self.site.sleep.asked.count == 1 }
            try await body(server, list)
        }
    }

    @Test func `the issuer's metadata say where it is`() async throws {
        let server = try await site.serve()
        site[KeySetSite.list] = try await .list(TestList(issuer: server.origin, tokens: ["a"]), key)
        site[KeySetSite.metadata] = .metadata(
            #","revocation_list_uri":"\#(server.origin)/revocations""#, issuer: server.origin)
        let list = try site.revocations(server.origin, at: nil, keys: try GivenKeys(key))
        #expect(try await list.tokens() == ["a"])
        #expect(server.requests.map(\.path) == [KeySetSite.metadata, KeySetSite.list])
    }

    @Test func `an issuer that names none has none, and its tokens are good until they end`() async throws {
        let server = try await site.serve()
        site[KeySetSite.metadata] = .metadata(issuer: server.origin)
        let list = try site.revocations(server.origin, at: nil, keys: try GivenKeys(key))
        #expect(try await list.tokens() == [])
        #expect(list.health == (true, false))
        // A year later, the issuer gone: as before.
        site[KeySetSite.metadata] = ScriptedServer.Answer(500)
        site.clock.advance(.seconds(86_400 * 365))
        #expect(try await list.tokens() == [])
        try await eventually("it was looked again") { server.requests.count == 2 }
        #expect(try await list.tokens() == [])
        #expect(list.health == (true, false))
    }

    /// A proxy in front of a server that is starting answers so, too.
    @Test func `that there are no metadata says nothing of a list`() async throws {
        let server = try await site.serve()
        site[KeySetSite.list] = try await .list(TestList(issuer: server.origin, tokens: ["a"]), key)
        site[KeySetSite.metadata] = ScriptedServer.Answer(404)
        let list = try site.revocations(server.origin, at: nil, keys: try GivenKeys(key))
        await #expect(throws: RevocationsUnavailable(retryAfter: 1)) { try await list.tokens() }
        #expect(list.health.isKnown == false)
        site[KeySetSite.metadata] = .metadata(
            #","revocation_list_uri":"\#(server.origin)/revocations""#, issuer: server.origin)
        site.clock.advance(.seconds(5))
        #expect(try await list.tokens() == ["a"])
    }

    @Test func `one that comes to have a list is followed within five minutes`() async throws {
        try await following({ .metadata(issuer: $0) }) { server, list in
            #expect(site.sleep.asked.allSatisfy { (.seconds(225) ... .seconds(300)).contains($0) })
            site[KeySetSite.metadata] = .metadata(
                #","revocation_list_uri":"\#(server.origin)/revocations""#, issuer: server.origin)
            // Named, and not to be had: missed from now on.
            try await site.fetchAgain()
            #expect(list.health == (true, true))
            #expect(try await list.tokens() == [])
            site.clock.advance(.seconds(611))
            await #expect(throws: RevocationsUnavailable.self) { try await list.tokens() }
            site[KeySetSite.list] = try await .list(TestList(issuer: server.origin, tokens: ["a"], issued: 600), key)
            try await site.fetchAgain()
            #expect(try await list.tokens() == ["a"])
        }
    }

    @Test func `a list that was there doesn't go away by not being named any more`() async throws {
        let server = try await site.serve()
        site[KeySetSite.list] = try await .list(TestList(issuer: server.origin, tokens: ["a"]), key)
        site[KeySetSite.metadata] = .metadata(
            #","revocation_list_uri":"\#(server.origin)/revocations""#, issuer: server.origin)
        let list = try site.revocations(server.origin, at: nil, keys: try GivenKeys(key))
        try await running(list.run) {
            try await eventually("the list comes") { self.site.sleep.asked.count == 1 }
            site[KeySetSite.metadata] = .metadata(issuer: server.origin)
            site[KeySetSite.list] = ScriptedServer.Answer(404)
            try await site.fetchAgain()
            try await site.fetchAgain()
            #expect(server.count(KeySetSite.metadata) == 2)
            #expect(list.health == (true, true))
            #expect(try await list.tokens() == ["a"])
            site.clock.advance(.seconds(611))
            await #expect(throws: RevocationsUnavailable.self) { try await list.tokens() }
        }
    }

    @Test(arguments: [
        #","revocation_list_uri":"file:///etc/passwd""#, #","revocation_list_uri":"http://as.example/revocations""#,
        #","revocation_list_uri":1"#, #","revocation_list_uri":"""#,
    ])
    func `a place that may not be asked is none`(_ member: String) async throws {
        try await following({ .metadata(member, issuer: $0) }) { server, list in
            #expect(list.health == (false, true))
            #expect(server.requests.map(\.path) == [KeySetSite.metadata])
            await #expect(throws: RevocationsUnavailable.self) { try await list.tokens() }
        }
    }

    @Test func `metadata of somebody else, or that can't be had, say nothing`() async throws {
        for answer in [.metadata(issuer: "https://other.example"), ScriptedServer.Answer(500), .json("[]")] {
            let site = KeySetSite([KeySetSite.metadata: answer])
            let server = try await site.serve()
            let list = try site.revocations(server.origin, at: nil, keys: try GivenKeys(key))
            await #expect(throws: RevocationsUnavailable.self) { try await list.tokens() }
            #expect(list.health == (false, true))
        }
    }

    @Test func `plain http to another machine is refused at once, unless it is allowed`() throws {
        let keys = try GivenKeys(key)
        #expect(throws: ClientFailure.insecureURL) { try site.revocations(at: "http://as.example/r", keys: keys) }
        #expect(throws: ClientFailure.insecureURL) { try site.revocations("http://as.example", at: nil, keys: keys) }
        #expect(throws: ClientFailure.invalidURL) { try site.revocations(at: "file:///etc/passwd", keys: keys) }
        var connections = ConnectionSettings.patient
        connections.allowPlainHTTP(toHostOf: "http://as.example")
        _ = try site.revocations(at: "http://as.example/r", keys: keys, connections)
    }

    @Test func `a list by a key that is new has the key set fetched again, within its limit`() async throws {
        let next = try ClientTestKey()
        site[KeySetSite.keys] = .json(clientKeySet(key))
        site[KeySetSite.list] = try await .list(TestList(tokens: ["a"]), key)
        let server = try await site.serve()
        let keys = try site.source(.url(server.origin + KeySetSite.keys))
        let list = try site.revocations(at: server.origin + KeySetSite.list, keys: keys)
        #expect(try await list.tokens() == ["a"])
        site[KeySetSite.keys] = .json(clientKeySet(key, next))
        site[KeySetSite.list] = try await .list(TestList(counter: 2, tokens: ["b"], issued: 20), next)
        site.clock.advance(.seconds(11))
        #expect(try await list.tokens() == ["b"])
        #expect(server.count(KeySetSite.keys) == 2)
        // A key that nobody knows is no hammer.
        site[KeySetSite.list] = try await .list(TestList(counter: 3, issued: 20), try ClientTestKey())
        for _ in 0..<4 {
            site.clock.advance(.seconds(2))
            _ = try await list.tokens()
        }
        #expect(server.count(KeySetSite.keys) == 2)
        #expect(try await list.tokens() == ["b"])
    }
}
