import SteelcutDomain
import SteelcutRawHTTP
import Testing

@testable import SteelcutClient

/// An issuer's list of revocations: had, followed, and gone by while it can't be had.
@Suite struct RemoteRevocationListTests {
    private let site = KeySetSite()
    private let key: ClientTestKey

    init() throws { key = try ClientTestKey() }

    @Test func `the first list is waited for, and what comes next takes its place`() async throws {
        let first = try await ScriptedServer.Answer.list(TestList(tokens: ["a"]), key)
        try await site.withRevocations(first, keys: try GivenKeys(key)) { server, list in
            #expect(list.health == (true, false))
            #expect(try await list.tokens() == ["a"])
            site[KeySetSite.list] = .unchanged
            try await site.fetchAgain()
            site[KeySetSite.list] = try await .list(TestList(counter: 2, tokens: ["b"]), key, tag: "2")
            try await site.fetchAgain()
            #expect(try await list.tokens() == ["b"])
            try await site.fetchAgain()
            #expect(
                server.requests.map { $0.field("If-None-Match") } == [nil, "W/\"1\"", "W/\"1\"", "W/\"2\""])
            #expect(list.health == (true, false))
            // Never later than was set.
            #expect(site.sleep.asked.allSatisfy { (.milliseconds(3750) ... .seconds(5)).contains($0) })
        }
    }

    @Test func `a list that can't be had leaves the last one in force, for its time`() async throws {
        let first = try await ScriptedServer.Answer.list(TestList(tokens: ["a"]), key)
        try await site.withRevocations(first, keys: try GivenKeys(key)) { _, list in
            site[KeySetSite.list] = ScriptedServer.Answer(500)
            try await site.fetchAgain()
            #expect(list.health == (true, true))
            // Twice the five seconds until it is missed, and ten minutes.
            site.clock.advance(.milliseconds(609_999))
            #expect(try await list.tokens() == ["a"])
            site.clock.advance(.milliseconds(1))
            await #expect(throws: RevocationsUnavailable(retryAfter: 5)) { try await list.tokens() }
            #expect(list.health == (true, true))
            site[KeySetSite.list] = try await .list(TestList(counter: 2, tokens: ["b"], issued: 600), key)
            try await site.fetchAgain()
            #expect(try await list.tokens() == ["b"])
            #expect(list.health == (true, false))
        }
    }

    @Test func `refuse is as soon as it was missed twice, accept is for ever`() async throws {
        let first = try await ScriptedServer.Answer.list(TestList(tokens: ["a"]), key)
        for (stale, isTaken) in [(.refuse(after: .zero), false), (.accept, true)]
            as [(RemoteRevocationList.Stale, Bool)]
        {
            let site = KeySetSite()
            try await site.withRevocations(first, keys: try GivenKeys(key), stale: stale) { _, list in
                site[KeySetSite.list] = ScriptedServer.Answer(500)
                try await site.fetchAgain()
                site.clock.advance(.seconds(10))
                #expect(try await list.tokens() == ["a"])
                site.clock.advance(isTaken ? .seconds(86_400 * 365) : .milliseconds(1))
                let tokens = try? await list.tokens()
                #expect(tokens == (isTaken ? ["a"] : nil))
            }
        }
    }

    @Test func `before the first list nothing can be said, unless that is accepted`() async throws {
        for stale in [.refuse(after: .seconds(600)), .accept] as [RemoteRevocationList.Stale] {
            let site = KeySetSite()
            try await site.withRevocations(ScriptedServer.Answer(500), keys: try GivenKeys(key), stale: stale) {
                _, list in
                let tokens = try? await list.tokens()
                #expect(tokens == (stale == .accept ? [] : nil))
                #expect(list.health == (stale == .accept, true))
                // Soon again: nothing is served meanwhile.
                #expect(site.sleep.asked[0] <= .milliseconds(500))
            }
        }
    }

    @Test func `keys that are not there yet are waited for, and no failure of the list`() async throws {
        struct NoKeys: Ports.VerifierSource {
            func verifiers(named keyID: KeyID?) async throws(KeysUnavailable) -> [any Ports.SignatureVerifier] {
                throw KeysUnavailable(retryAfter: 1)
            }
        }
        let first = try await ScriptedServer.Answer.list(TestList(), key)
        try await site.withRevocations(first, keys: NoKeys()) { _, list in
            #expect(list.health == (false, false))
            await #expect(throws: RevocationsUnavailable(retryAfter: 1)) { try await list.tokens() }
        }
    }

    @Test(arguments: [(1, 5), (2, 10), (3, 20), (4, 30), (1_000_000, 30)])
    func `after failures it waits longer, but not for long`(_ failures: Int, _ seconds: Int) async throws {
        let url = try #require(WebURL(parsing: "https://as.example/r"))
        let signed = try await SignedRevocationList(
            parsing: Array(TestList().signed(key).utf8), keys: try GivenKeys(key),
            issuer: try #require(Issuer(parsing: "https://as.example")), at: site.clock.now())
        var progress = RevocationListProgress(poll: .seconds(5), isPromised: true)
        progress.replaced(by: FollowedRevocations(signed), from: url, nil, at: .zero)
        #expect(progress.pause(jitter: 1) == .seconds(5))
        for _ in 0..<failures { progress.failed() }
        #expect(progress.pause(jitter: 1) == .seconds(seconds))
        #expect(progress.url(at: .zero) == nil)
        progress.confirmed(at: url, at: .zero)
        #expect(progress.pause(jitter: 1) == .seconds(5))
        #expect(progress.url(at: .seconds(299)) == url)
        #expect(progress.url(at: .seconds(300)) == nil)
    }

    @Test func `where nobody runs it, a token waits for a list that was long not had, and for no other`() async throws {
        site[KeySetSite.list] = try await .list(TestList(tokens: ["a"]), key)
        let server = try await site.serve()
        let list = try site.revocations(at: server.origin + KeySetSite.list, keys: try GivenKeys(key))
        #expect(server.requests.isEmpty)
        #expect(try await list.tokens() == ["a"])
        site.clock.advance(.seconds(3))
        #expect(try await list.tokens() == ["a"])
        #expect(server.requests.count == 1)
        // Due, and not yet missed: asked for beside the token.
        let gate = ClientGate()
        site.hold(with: gate)
        site[KeySetSite.list] = try await .list(TestList(counter: 2, tokens: ["b"]), key)
        site.clock.advance(.seconds(2))
        #expect(try await list.tokens() == ["a"])
        try await eventually("the list is asked for") { gate.arrivals == 1 }
        gate.open()
        try await list.expectSoon(["b"])
        // An hour without a token: the old list is not gone by.
        site[KeySetSite.list] = try await .list(TestList(counter: 3, tokens: ["c"], issued: 3600), key)
        site.clock.advance(.seconds(3600))
        #expect(try await list.tokens() == ["c"])
        // While it can't be had, not every token asks.
        site[KeySetSite.list] = ScriptedServer.Answer(500)
        site.clock.advance(.seconds(11))
        let count = server.requests.count
        for _ in 0..<20 { #expect(try await list.tokens() == ["c"]) }
        #expect(server.requests.count == count + 1)
    }

    @Test func `run ends by cancellation, asking or asleep`() async throws {
        site[KeySetSite.list] = .silence
        let server = try await site.serve()
        let list = try site.revocations(
            at: server.origin + KeySetSite.list, keys: try GivenKeys(key),
            ConnectionSettings(deadline: .seconds(3600)))
        try await running(list.run) {
            try await eventually("the request arrives") { server.count(KeySetSite.list) == 1 }
        }
        #expect(list.health == (false, false))
    }
}
