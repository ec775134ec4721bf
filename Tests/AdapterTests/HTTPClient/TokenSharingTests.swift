import SteelcutRawHTTP
import Synchronization
import Testing

@testable import SteelcutClient

@Suite struct TokenSharingTests {
    @Test func `many ask at once and one request is made`() async throws {
        let bench = TokenBench()
        let server = try await bench.serve()
        let client = try bench.client(server)
        let gate = ClientGate()
        bench.hold(with: gate)
        let tasks = (0..<20).map { number in
            Task.immediate { try await client.name(scope: number % 2 == 0 ? "a b" : "b a b") }
        }
        gate.open()
        for task in tasks { #expect(try await task.value == "token-1") }
        #expect(try await client.name(scope: "a b") == "token-1")
        #expect(try await client.name(scope: "a") == "token-2")
        #expect(server.requests.count == 2)
    }

    @Test func `whoever is cancelled stops waiting, and the others have their token`() async throws {
        let bench = TokenBench()
        let server = try await bench.serve()
        let client = try bench.client(server)
        let gate = ClientGate()
        bench.hold(with: gate)
        // The one that begins the request is the one that is cancelled.
        let impatient = Task.immediate { try await client.name() }
        let others = (0..<3).map { _ in Task.immediate { try await client.name() } }
        impatient.cancel()
        await #expect(throws: ClientFailure.cancelled) { try await impatient.value }
        gate.open()
        for task in others { #expect(try await task.value == "token-1") }
        #expect(server.requests.count == 1)
    }

    @Test func `a task that was cancelled before it asks has no token`() async throws {
        let bench = TokenBench()
        let server = try await bench.serve()
        let client = try bench.client(server)
        let gate = ClientGate()
        bench.hold(with: gate)
        let task = Task.immediate {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await client.name()
        }
        await #expect(throws: ClientFailure.cancelled) { try await task.value }
        gate.open()
        #expect(try await client.name() == "token-1")
        #expect(server.requests.count == 1)
    }

    @Test func `a failure goes to all who wait, and is not kept`() async throws {
        let bench = TokenBench()
        let server = try await bench.serve()
        let client = try bench.client(server)
        let gate = ClientGate()
        bench.hold(with: gate)
        bench.answer(next: .json(#"{"error":"invalid_scope"}"#, status: 400))
        let tasks = (0..<5).map { _ in Task.immediate { try await client.name() } }
        gate.open()
        for task in tasks {
            await #expect(
                throws: ClientFailure.refused(status: 400, error: "invalid_scope", description: nil, retryAfter: nil)
            ) { try await task.value }
        }
        #expect(server.requests.count == 1)
        #expect(try await client.name() == "token-1")
    }

    @Test func `tokens for ever other scopes do not pile up`() async throws {
        let bench = TokenBench()
        let server = try await bench.serve()
        let client = try bench.client(server)
        for number in 0..<(TokenClient.State.mostWishes + 5) { _ = try await client.name(scope: "s\(number)") }
        #expect(client.state.withLock { $0.slots.count } == TokenClient.State.mostWishes)
    }
}
