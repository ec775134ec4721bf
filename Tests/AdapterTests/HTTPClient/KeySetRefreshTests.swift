import SteelcutDomain
import SteelcutRawHTTP
import Testing

@testable import SteelcutClient

@Suite struct KeySetRefreshTests {
    /// A point that is not on P-256.
    private static let offCurve = #"""
        {"keys":[{"kty":"EC","crv":"P-256","x":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE",
        "y":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE"}]}
        """#

    @Test(arguments: [
        ScriptedServer.Answer(500), ScriptedServer.Answer(404), ScriptedServer.Answer(200, [:], "<html></html>"),
        .json(#"{"keys":{}}"#), .json(#"{"keys":[]}"#), .json(#"{"keys":[{"kty":"oct","k":"AAAA"}]}"#),
        .json(offCurve), .json(#"{"keys":[]}"# + String(repeating: " ", count: 10 << 20)),
        ScriptedServer.Answer(302, ["Location": "/good"]), ScriptedServer.Answer(304),
        ScriptedServer.Answer(raw: "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", closes: true),
        ScriptedServer.Answer(raw: "garbage", closes: true), ScriptedServer.Answer(raw: "", closes: true),
    ])
    func `the last good set outlives every failure`(_ bad: ScriptedServer.Answer) async throws {
        let key = try ClientTestKey()
        let good = ScriptedServer.Answer.json(clientKeySet(key))
        let site = KeySetSite([KeySetSite.keys: good, "/good": good])
        try await site.withKeys { server, source async throws in
            site[KeySetSite.keys] = bad
            for _ in 0..<2 {
                try await site.fetchAgain()
                #expect(source.health == (true, true))
                site.clock.advance(.seconds(86_400))
                #expect(try await source.names(key.id) == [key.id])
            }
            #expect(server.count("/good") == 0)
            site[KeySetSite.keys] = good
            try await site.fetchAgain()
            #expect(source.health == (true, false))
        }
    }

    @Test func `a slow key endpoint keeps the last good set, too`() async throws {
        let key = try ClientTestKey()
        let site = KeySetSite([KeySetSite.keys: .json(clientKeySet(key))])
        try await site.withKeys(ConnectionSettings(deadline: .seconds(2))) { _, source in
            site[KeySetSite.keys] = .silence
            try await site.fetchAgain()
            #expect(source.health == (true, true))
            #expect(try await source.names(key.id) == [key.id])
        }
    }

    @Test func `bad keys are left out of a good set`() async throws {
        let key = try ClientTestKey()
        let bad = #"{"kty":"oct","k":"AAAA","kid":"x"},{"kty":"EC","crv":"P-256","x":"AQ","y":"AQ","kid":"y"},7,"#
        let set = clientKeySet(key).replacing("[{", with: "[\(bad){")
        try await KeySetSite([KeySetSite.keys: .json(set)]).withKeys { _, source async throws in
            let names = try await source.names(nil)
            #expect(names == [key.id])
        }
    }

    @Test func `the first set is tried for until it comes`() async throws {
        let site = KeySetSite([KeySetSite.keys: ScriptedServer.Answer(503)])
        let server = try await site.serve()
        let source = try site.source(.url(server.origin + KeySetSite.keys))
        try await running(source.run) {
            try await eventually("it is tried") { site.sleep.asked.count == 1 }
            for _ in 0..<7 {
                #expect(source.health == (false, false))
                await #expect(throws: KeysUnavailable.self) { try await source.verifiers(named: nil) }
                try await site.fetchAgain()
            }
            site[KeySetSite.keys] = .json(clientKeySet(try ClientTestKey()))
            try await site.fetchAgain()
            #expect(source.health == (true, false))
        }
        let base = [250, 500, 1000, 2000, 4000, 5000, 5000, 5000].map { Duration.milliseconds($0) }
        #expect(site.sleep.asked.count == base.count + 1)
        for (pause, base) in zip(site.sleep.asked, base) { #expect((base * 0.75...base * 1.25).contains(pause)) }
    }

    @Test(arguments: [
        ("public, max-age=300", 150_000), ("max-age=60", 30_000), ("Max-Age=3 , public", 1500), ("max-age=1", 1000),
        ("max-age=0", 1000), ("no-store", 300_000), ("max-age=86400", 300_000), ("max-age=", 300_000),
        ("max-age=99999999999999999999", 300_000), ("max-age=-5", 300_000), ("max-age=x", 300_000),
        ("s-maxage=4", 300_000),
    ])
    func `it is fetched again at half its max-age`(_ cacheControl: String, _ milliseconds: Int) async throws {
        let set = clientKeySet(try ClientTestKey())
        let site = KeySetSite([KeySetSite.keys: .json(set, ["Cache-Control": cacheControl])])
        try await site.withKeys { _, _ in #expect(site.sleep.asked == [.milliseconds(milliseconds)]) }
    }

    @Test(arguments: [(1, 1000), (2, 2000), (3, 4000), (6, 30_000), (1_000_000, 30_000)])
    func `after failures it waits longer, but not longer than else`(_ failures: Int, _ milliseconds: Int) throws {
        var progress = KeySetProgress()
        let url = try #require(WebURL(parsing: "https://as.example/keys"))
        progress.replaced(from: url, nil, 60, now: .zero)
        #expect(progress.pause(jitter: 1) == .seconds(30))
        for _ in 0..<failures { progress.failed() }
        #expect(progress.pause(jitter: 1) == .milliseconds(milliseconds))
        #expect(progress.pause(jitter: 0.75) >= .seconds(1))
        progress.confirmed(at: url, nil, now: .zero)
        #expect(progress.pause(jitter: 1) == .seconds(30))
    }

    @Test func `no jitter makes it wait longer than five minutes`() throws {
        var progress = KeySetProgress()
        progress.replaced(from: try #require(WebURL(parsing: "https://as.example/keys")), nil, nil, now: .zero)
        for _ in 0..<20 { progress.failed() }
        #expect(progress.pause(jitter: 1.25) == .seconds(300))
    }

    @Test func `an unchanged set is not sent again`() async throws {
        let key = try ClientTestKey()
        let site = KeySetSite([
            KeySetSite.keys: .json(clientKeySet(key), ["ETag": "\"v1\"", "Cache-Control": "max-age=60"])
        ])
        try await site.withKeys { server, source async throws in
            site[KeySetSite.keys] = ScriptedServer.Answer(
                raw: "HTTP/1.1 304 Not Modified\r\nETag: \"v1\"\r\n\r\n", closes: false)
            try await site.fetchAgain()
            #expect(server.requests.map { $0.field("If-None-Match") } == [nil, "\"v1\""])
            #expect(source.health == (true, false))
            #expect(site.sleep.asked == [.seconds(30), .seconds(30)])
            #expect(try await source.names(key.id) == [key.id])
        }
    }

    @Test func `run ends by cancellation, asleep or fetching`() async throws {
        // Asleep: `withKeys` cancels and waits for the end.
        try await KeySetSite([KeySetSite.keys: .json(clientKeySet(try ClientTestKey()))]).withKeys { _, _ in }
        let site = KeySetSite([KeySetSite.keys: .silence])
        let server = try await site.serve()
        let source = try site.source(
            .url(server.origin + KeySetSite.keys), ConnectionSettings(deadline: .seconds(3600)))
        try await running(source.run) {
            try await eventually("the request arrives") { server.count(KeySetSite.keys) == 1 }
        }
        #expect(source.health == (false, false))
    }
}
