import SteelcutDomain
import SteelcutRawHTTP
import Synchronization
import Testing

@testable import SteelcutClient

@Suite struct TokenBackOffTests {
    private func busy(_ status: Int = 503, _ retryAfter: String? = nil) -> ScriptedServer.Answer {
        .json(#"{"error":"temporarily_unavailable"}"#, retryAfter.map { ["Retry-After": $0] } ?? [:], status: status)
    }

    private func refusal(_ status: Int = 503, _ retryAfter: Int?) -> ClientFailure {
        .refused(status: status, error: "temporarily_unavailable", description: nil, retryAfter: retryAfter)
    }

    @Test(
        arguments: [
            (503, "7", 7, 7), (429, "7", 7, 7), (503, "0", 0, 1), (503, "100000000000000000000", 86_400, 300),
            (429, "301", 301, 300),
            // The bench's clock stands at 2025-11-21T20:20:00Z.
            (503, "Fri, 21 Nov 2025 20:21:00 GMT", 60, 60), (429, "Friday, 21-Nov-25 20:21:00 GMT", 60, 60),
            (503, "Fri Nov 21 20:21:00 2025", 60, 60), (503, "Fri, 21 Nov 2025 20:19:00 GMT", nil, 1),
            (503, "Sun, 21 Nov 2100 20:19:00 GMT", 86_400, 300), (503, "soon", nil, 1), (503, nil, nil, 1),
            (429, "-5", nil, 1),
        ] as [(Int, String?, Int?, Int)])
    func `a server that asks to be left alone is left alone for that long`(
        _ status: Int, _ header: String?, _ said: Int?, _ seconds: Int
    ) async throws {
        let bench = TokenBench()
        let server = try await bench.serve()
        let client = try bench.client(server)
        bench.answer(next: busy(status, header))
        await #expect(throws: refusal(status, said)) { try await client.name() }
        bench.clock.advance(.seconds(seconds) - .milliseconds(1))
        // For other wishes, too.
        await #expect(throws: refusal(status, 1)) { try await client.name(scope: "other") }
        #expect(server.requests.count == 1)
        bench.clock.advance(.milliseconds(1))
        #expect(try await client.name() == "token-1")
        #expect(bench.waits.isEmpty)
    }

    @Test func `where the server doesn't say, each wait is twice the last`() async throws {
        let bench = TokenBench()
        let server = try await bench.serve()
        let client = try bench.client(server)
        for (seconds, number) in [(1, 1), (2, 2), (4, 3), (8, 4), (16, 5), (32, 6), (60, 7), (60, 8)] {
            bench.answer(next: busy())
            await #expect(throws: refusal(503, nil)) { try await client.name() }
            await #expect(throws: refusal(503, seconds)) { try await client.name() }
            #expect(server.requests.count == number)
            bench.clock.advance(.seconds(seconds))
        }
        #expect(try await client.name() == "token-1")
        bench.answer(next: busy())
        await #expect(throws: refusal(503, nil)) { try await client.name(scope: "other") }
        await #expect(throws: refusal(503, 1)) { try await client.name(scope: "other") }
    }

    @Test func `a short wait is waited out`() async throws {
        let bench = TokenBench()
        let server = try await bench.serve()
        let client = try bench.client(server, patience: .seconds(5))
        bench.answer(next: busy(429, "2"), busy(503, "3"))
        #expect(try await client.name() == "token-1")
        #expect(bench.waits == [.seconds(2), .seconds(3)])
        bench.answer(next: busy(429, "2"), busy(503, "4"))
        await #expect(throws: refusal(503, 4)) { try await client.name(scope: "other") }
        #expect(bench.waits.count == 3)
        #expect(server.requests.count == 5)
    }

    @Test func `a token that is kept goes on serving meanwhile`() async throws {
        let bench = TokenBench()
        let server = try await bench.serve()
        let client = try bench.client(server)
        #expect(try await client.name() == "token-1")
        bench.answer(next: busy(503, "200"))
        bench.clock.advance(.seconds(750))
        for _ in 0..<20 {
            #expect(try await client.name() == "token-1")
            try await eventually("nobody asks") {
                client.state.withLock { $0.slots.values.allSatisfy { $0.flight == nil } }
            }
            bench.clock.advance(.seconds(5))
        }
        #expect(server.requests.count == 2)
    }

    @Test(
        arguments: [
            ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777), ("Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777),
            ("Sun Nov  6 08:49:37 1994", 784_111_777), ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
            ("Thu, 29 Feb 2024 23:59:60 GMT", 1_709_251_200), ("Fri, 31 Dec 9999 23:59:59 GMT", 253_402_300_799),
            ("Sunday, 06-Nov-24 08:49:37 GMT", 1_730_882_977),
            ("", nil), ("tomorrow", nil), ("Sun, 06 Nov 1994 08:49:37", nil), ("Sun, 06 Nov 1994 08:49:37 CET", nil),
            ("Sun, 06 nov 1994 08:49:37 GMT", nil), ("Sun, 0 Nov 1994 08:49:37 GMT", nil),
            ("Sun, 32 Nov 1994 08:49:37 GMT", nil), ("Sun, 06 Nov 1994 24:49:37 GMT", nil),
            ("Sun, 06 Nov 1994 08:60:37 GMT", nil), ("Sun, 06 Nov 1994 8:49:37 GMT", nil),
            ("Sun, 06 Nov 1994 08:49 GMT", nil), ("Sun, 06 Nov 99999 08:49:37 GMT", nil),
            ("Sun, +6 Nov 1994 08:49:37 GMT", nil), ("Sun, 06 Nov 1994 08:49:37 GMT GMT", nil),
        ] as [(String, Int?)])
    func `dates are read in the three forms of RFC 9110`(_ text: String, _ seconds: Int?) {
        #expect(HTTPDate.parse(text, now: Timestamp(seconds: 1_763_756_400))?.seconds == seconds)
    }
}
