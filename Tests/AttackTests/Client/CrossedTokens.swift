import SteelcutClient
import SteelcutRawHTTP
import Synchronization
import Testing

/// Row 63, CVE-2025-26620: many tasks ask at once for tokens of different clients, scopes and resources.
@Suite struct CrossedTokens {
    /// What a token is asked for; the server writes it into the token.
    private struct Wish: Hashable, Sendable {
        let client: Int
        let scope: String
        let resource: String

        var token: String { "c\(client).\(scope).\(resource)" }
        var body: String {
            "grant_type=client_credentials&resource=\(resource)&scope=\(scope)&client_id=c\(client)"
                + "&client_secret=\(ClientFixture.secret)"
        }
    }

    private static let wishes = [0, 1].flatMap { client in
        ["read", "write"].flatMap { scope in
            ["a", "b", "ab", "a-b", "A"].map { Wish(client: client, scope: scope, resource: $0) }
        }
    }

    /// The first answers wait here for each other: as many are under way at once as the client has connections.
    private final class Gate: Sendable {
        private let (stream, continuation) = AsyncStream<Void>.makeStream()
        private let bodies = Mutex<Set<String>>([])

        func pass(_ body: String) async {
            let isEnough = bodies.withLock { bodies in
                bodies.insert(body)
                return bodies.count >= 8
            }
            if isEnough { continuation.finish() }
            for await _ in stream {}
        }
    }

    @Test func `one request a wish, and everybody gets the own token`() async throws {
        let gate = Gate()
        let wishes = Self.wishes
        let server = try await ScriptedServer { request in
            await gate.pass(request.body)
            let token = wishes.first { $0.body == request.body }?.token ?? "unknown"
            return .json(#"{"access_token":"\#(token)","token_type":"Bearer","expires_in":3600}"#)
        }
        let clients = try [0, 1].map { number in
            try TokenClient(
                tokenURL: server.origin + "/token",
                credentials: .post(id: "c\(number)", secret: ClientFixture.secret),
                connections: ClientFixture.patient)
        }
        try await withThrowingTaskGroup(of: (String, String).self) { group in
            for number in 0..<100 {
                let wish = wishes[number % wishes.count]
                group.addTask {
                    let token = try await clients[wish.client].token(scope: wish.scope, resources: [wish.resource])
                    return (wish.token, token.accessToken.value)
                }
            }
            for try await (expected, token) in group { #expect(token == expected) }
        }
        #expect(server.requests.count == wishes.count)
        #expect(Set(server.requests.map(\.body)) == Set(wishes.map(\.body)))
    }
}
