import HTTPTypes
import NIOPosix
import SteelcutArgon2
import SteelcutDomain
import SteelcutEndpoints
import SteelcutInMemory
import SteelcutMemory
import SteelcutOpenSSL
import SteelcutRawHTTP
import SteelcutSystemClock
import Testing

/// What is remembered is answered by the event loop that has read the request: no step of it is another thread's.
@Suite struct StayingOnTheLoop {
    /// Counts the answers that are given elsewhere than where they were asked for.
    ///
    /// A task that suspends goes on in the pool, which is no event loop, and nothing here would bring it back.
    private struct HopCounter: Endpoint {
        let endpoint: any Endpoint
        let hops = Counter()

        func respond(to request: HTTPRequest, body: [UInt8]) async -> EndpointResponse {
            let before = MultiThreadedEventLoopGroup.currentEventLoop
            let response = await endpoint.respond(to: request, body: body)
            if before == nil || before !== MultiThreadedEventLoopGroup.currentEventLoop { hops.next() }
            return response
        }

        func respond(toOversized request: HTTPRequest) -> EndpointResponse { endpoint.respond(toOversized: request) }
    }

    /// Leaves the loop for each check: a cheap hash may be there before its caller has begun to wait, who then stays.
    private struct Elsewhere: Ports.Hasher {
        let hasher: Argon2Hasher

        func hash(_ secret: ClientSecret) async throws(HasherFailure) -> SecretHash { try await hasher.hash(secret) }

        func verify(_ check: SecretCheck) async throws(HasherFailure) -> Bool {
            await Task.yield()
            return try await hasher.verify(check)
        }

        func decoy(for presentedID: String) -> SecretHash { hasher.decoy(for: presentedID) }

        func isOutdated(_ hash: SecretHash) -> Bool { hasher.isOutdated(hash) }
    }

    /// A server as the program composes it, over a store in memory, and the form that a client of it sends.
    private static func server() async throws -> (endpoint: HopCounter, form: String) {
        let (clock, random, store, digest) = (SystemClock(), OpenSSLRandomness(), InMemoryStore(), try OpenSSLDigest())
        let issuer = try #require(Issuer(parsing: "https://as.example"))
        let maker = OpenSSLKeyMaker(digest: digest)
        _ = try await GenerateKey(keys: store, maker: maker, clock: clock, publishBeforeUse: 0)(.es256)
        let keys = KeySnapshot(store: store, maker: maker, clock: clock)
        try await keys.refresh()

        let cost = try #require(Argon2Cost(memoryKiB: 8, iterations: 1, parallelism: 1))
        let argon2 = try Argon2Hasher(cost: cost, threads: 1, random: random)
        let issued = try await RegisterClient(
            clients: store, secrets: NewSecret(hasher: argon2, random: random, clock: clock), hasAudience: false)(
                ClientRegistration(
                    name: try #require(ClientName(parsing: "one")),
                    resources: [try #require(ResourceIdentifier(parsing: "api"))]))
        let authenticate = AuthenticateClient(
            clients: RememberedClients(over: store, clock: clock, ttl: .seconds(300)),
            hasher: try RememberedSecrets.throttled(
                Elsewhere(hasher: argon2), digest: digest, clock: clock, random: random),
            clock: clock)
        let endpoint = AuthorizationServerEndpoint(
            issuer: issuer,
            issueToken: IssueToken(
                authenticate: authenticate, keys: keys, random: RandomnessAhead(over: random), clock: clock,
                policy: TokenPolicy(issuer: issuer, lifetime: .standard)),
            publishKeys: PublishKeys(keys: keys, clock: clock, publishBeforeUse: 0), digest: digest, health: { .ok })
        let secret = issued.secret.withBytes { String(decoding: $0, as: UTF8.self) }
        let form = "grant_type=client_credentials&client_id=\(issued.client.id)&client_secret=\(secret)"
        return (HopCounter(endpoint: endpoint), form)
    }

    @Test func `a token of a client whose secret is remembered takes no hop, one that is hashed does`() async throws {
        let (endpoint, form) = try await Self.server()
        let request =
            "POST /token HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            + "Content-Length: \(form.utf8.count)\r\n\r\n\(form)"
        try await ServerUnderTest.with(endpoint) { server in
            let client = try await RawClient.connect(to: server.port, sending: request)
            #expect(try await client.response().status == 200)
            #expect(endpoint.hops.value == 1, "the counter sees the hop to the hasher's thread")
            for _ in 1...50 {
                client.sendWithoutWaiting(Array(String(repeating: request, count: 4).utf8))
                for _ in 1...4 { #expect(try await client.response().status == 200) }
            }
            #expect(endpoint.hops.value == 1)
        }
    }
}
