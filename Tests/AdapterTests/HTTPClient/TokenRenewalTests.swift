import SteelcutDomain
import SteelcutOpenSSL
import SteelcutRawHTTP
import Synchronization
import Testing

@testable import SteelcutClient

@Suite struct TokenRenewalTests {
    @Test(arguments: [(-1.0, 700), (0, 750), (1, 800)])
    func `a token is renewed beside the requests at three quarters of its life`(
        _ jitter: Double, _ moment: Int
    ) async throws {
        let bench = TokenBench()
        bench.setJitter(jitter)
        let server = try await bench.serve()
        let client = try bench.client(server)
        #expect(try await client.name() == "token-1")
        bench.clock.advance(.seconds(moment - 1))
        #expect(try await client.name() == "token-1")
        #expect(server.requests.count == 1)
        bench.clock.advance(.milliseconds(1001))
        let gate = ClientGate()
        bench.hold(with: gate)
        // The old one serves while the renewal runs, which is one for all.
        for _ in 0..<10 { #expect(try await client.name() == "token-1") }
        gate.open()
        try await eventually("the renewal comes") {
            client.state.withLock { $0.slots.values.allSatisfy { $0.flight == nil } }
        }
        #expect(try await client.name() == "token-2")
        #expect(server.requests.count == 2)
    }

    @Test func `the old token serves on where the renewal fails, until its end`() async throws {
        let bench = TokenBench()
        let server = try await bench.serve()
        let client = try bench.client(server)
        func settled() async throws {
            try await eventually("nobody asks") {
                client.state.withLock { $0.slots.values.allSatisfy { $0.flight == nil } }
            }
        }
        #expect(try await client.name() == "token-1")
        bench.answer(next: ScriptedServer.Answer(500), ScriptedServer.Answer(500), ScriptedServer.Answer(500))
        bench.clock.advance(.seconds(750))
        // Attempts come after 0, 1 and 3 s, not with every call.
        for (wait, count) in [(0, 2), (0, 2), (1, 3), (1, 3), (1, 4), (3, 4)] {
            bench.clock.advance(.seconds(wait))
            #expect(try await client.name() == "token-1")
            try await settled()
            #expect(server.requests.count == count)
        }
        bench.answer(next: ScriptedServer.Answer(500), ScriptedServer.Answer(500))
        // Thirty seconds before its end.
        bench.clock.advance(.seconds(970 - 756 - 1))
        #expect(try await client.token().expiresIn == 31)
        try await settled()
        bench.clock.advance(.seconds(1))
        await #expect(throws: ClientFailure.self) { try await client.name() }
        #expect(try await client.name() == "token-2")
    }

    @Test func `a short-lived token is used for nine tenths of its life`() async throws {
        let bench = TokenBench(lifetime: 10)
        let server = try await bench.serve()
        let client = try bench.client(server)
        #expect(try await client.name() == "token-1")
        bench.clock.advance(.seconds(9))
        #expect(try await client.name() == "token-2")
    }

    @Test func `without expires_in a token is used for less than a minute, and not kept in files`() async throws {
        let bench = TokenBench(lifetime: nil)
        let server = try await bench.serve()
        let folder = try ClientTestFolder()
        let cache = TokenCache(folder: folder.path, digest: try OpenSSLDigest(), clock: bench.clock)
        let client = try bench.client(server, cache: cache)
        #expect(try await client.token().expiresIn == nil)
        bench.clock.advance(.seconds(44))
        #expect(try await client.name() == "token-1")
        #expect(server.requests.count == 1)
        bench.clock.advance(.seconds(10))
        #expect(try await client.name() == "token-2")
        #expect(try await bench.client(server, cache: cache).name() == "token-3")
    }

    @Test func `a token from a file ages in memory and is renewed there`() async throws {
        let bench = TokenBench()
        let server = try await bench.serve()
        let folder = try ClientTestFolder()
        let cache = TokenCache(folder: folder.path, digest: try OpenSSLDigest(), clock: bench.clock)
        _ = try await bench.client(server, cache: cache).name()
        bench.clock.advance(.seconds(800))
        let client = try bench.client(server, cache: cache)
        #expect(try await client.token().expiresIn == 200)
        #expect(server.requests.count == 1)
        // The call that found it does not renew it: a program that asks once would end before the answer.
        #expect(try await client.token().expiresIn == 200)
        try await eventually("the renewal is kept") { server.requests.count == 2 }
        try await eventually("it is there") {
            client.state.withLock { $0.slots.values.allSatisfy { $0.flight == nil } }
        }
        #expect(try await client.name() == "token-2")
        #expect(try await bench.client(server, cache: cache).name() == "token-2")
        #expect(server.requests.count == 2)
    }
}
