import SteelcutRawHTTP
import Synchronization
import Testing

@testable import SteelcutClient

@Suite struct RefusedTokenTests {
    /// A resource server that takes all tokens but these.
    private func resource(refusing bad: String...) async throws -> ScriptedServer {
        try await ScriptedServer { request in
            let token = String((request.field("authorization") ?? "").dropFirst("Bearer ".count))
            guard bad.contains(token) else { return .json(#"{"token":"\#(token)"}"#) }
            return .json("{}", ["WWW-Authenticate": #"Bearer error="invalid_token""#], status: 401)
        }
    }

    @Test func `a kept token that is refused is replaced, once`() async throws {
        let bench = TokenBench()
        let auth = try await bench.serve()
        let client = try bench.client(auth)
        _ = try await client.token(scope: "read")
        let server = try await self.resource(refusing: "token-1")
        let resource = ResourceClient(tokens: client, scope: "read", connections: .patient)
        #expect(try await resource.get(server.origin + "/").body == Array(#"{"token":"token-2"}"#.utf8))
        #expect(try await client.name(scope: "read") == "token-2")
        #expect(auth.requests.count == 2)

        let strict = try await self.resource(refusing: "token-2", "token-3", "token-4")
        await #expect(
            throws: ClientFailure.refused(status: 401, error: "invalid_token", description: nil, retryAfter: nil)
        ) { try await resource.get(strict.origin + "/") }
        #expect(strict.requests.count == 2)
        #expect(auth.requests.count == 3)
    }

    @Test func `a token issued for this call is not replaced`() async throws {
        let bench = TokenBench()
        let auth = try await bench.serve()
        let server = try await self.resource(refusing: "token-1", "token-2")
        let resource = ResourceClient(tokens: try bench.client(auth), connections: .patient)
        await #expect(throws: ClientFailure.self) { try await resource.get(server.origin + "/") }
        #expect(server.requests.count == 1)
        #expect(auth.requests.count == 1)
    }

    @Test func `one refused token that many used is replaced by one request`() async throws {
        let bench = TokenBench()
        let auth = try await bench.serve()
        let client = try bench.client(auth)
        _ = try await client.token()
        let server = try await self.resource(refusing: "token-1")
        let resource = ResourceClient(tokens: client, connections: .patient)
        try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for _ in 0..<30 { group.addTask { try await resource.get(server.origin + "/").body } }
            for try await body in group { #expect(body == Array(#"{"token":"token-2"}"#.utf8)) }
        }
        #expect(auth.requests.count == 2)
    }

    @Test func `a refusal for other reasons is no reason for another token`() async throws {
        let bench = TokenBench()
        let auth = try await bench.serve()
        let client = try bench.client(auth)
        _ = try await client.token()
        for status in [400, 403, 404, 500, 503] {
            let server = try await ScriptedServer { _ in ScriptedServer.Answer(status) }
            await #expect(throws: ClientFailure.self) {
                try await ResourceClient(tokens: client, connections: .patient).get(server.origin + "/")
            }
            #expect(server.requests.count == 1)
        }
        #expect(auth.requests.count == 1)
    }

    @Test func `another program's own calls are made again alike`() async throws {
        let bench = TokenBench()
        let client = try bench.client(try await bench.serve())
        _ = try await client.token()
        let seen = Mutex<[String]>([])
        let answer = try await client.withToken { token in
            seen.withLock { $0.append(token.value) }
            if token.value == "token-1" { throw ClientFailure.unauthorized }
            return 7
        }
        #expect(answer == 7)
        #expect(seen.withLock { $0 } == ["token-1", "token-2"])
        struct Own: Error {}
        await #expect(throws: Own.self) { try await client.withToken { _ -> Int in throw Own() } }
    }

    @Test func `a body is sent with the token, by any method`() async throws {
        let bench = TokenBench()
        let server = try await ScriptedServer { _ in ScriptedServer.Answer(204) }
        let resource = ResourceClient(tokens: try bench.client(try await bench.serve()), connections: .patient)
        let answer = try await resource.send(.patch, to: server.origin + "/x", body: Array("{}".utf8))
        #expect(answer.status == 204)
        _ = try await resource.send(.delete, to: server.origin + "/x")
        #expect(server.requests.map(\.line) == ["PATCH /x HTTP/1.1", "DELETE /x HTTP/1.1"])
        #expect(server.requests.map(\.body) == ["{}", ""])
        #expect(server.requests.map { $0.field("content-type") } == ["application/json", nil])
        #expect(server.requests.map { $0.field("authorization") } == ["Bearer token-1", "Bearer token-1"])
    }

    @Test func `a URL that may not be called costs no token`() async throws {
        let bench = TokenBench()
        let auth = try await bench.serve()
        let resource = ResourceClient(tokens: try bench.client(auth))
        await #expect(throws: ClientFailure.insecureURL) { try await resource.get("http://api.example/") }
        #expect(auth.requests.isEmpty)
    }
}
