import SteelcutDomain
import SteelcutTestKit
import Testing

/// The grant of RFC 6749 section 4.4, step by step.
@Suite struct IssueTokenTests {
    let clock = ManualClock(now: Timestamp(seconds: 1_000_000))

    func issue(
        _ client: Client, keys: any Ports.SigningKeys = UseCaseUnexpectedKeys(), audience: String? = nil,
        random: UseCaseRandomness = UseCaseRandomness()
    ) throws -> IssueToken {
        IssueToken(
            authenticate: AuthenticateClient(
                clients: UseCaseClients([client]), hasher: try UseCaseHasher(), clock: clock),
            keys: keys, random: random, clock: clock,
            policy: TokenPolicy(
                issuer: try #require(Issuer(parsing: "https://as.example")),
                lifetime: try #require(TokenLifetime(seconds: 600)), audience: try audience.map(Sample.resource)))
    }

    func request(
        _ grant: String? = "client_credentials", secret: String = "s", scope: String? = nil, resources: [String] = []
    ) -> TokenRequest {
        TokenRequest(
            grantType: grant, credentials: ClientCredentials(id: "c1", secret: ClientSecret(presented: secret)),
            scope: scope, resources: resources)
    }

    func code(_ use: IssueToken, _ request: TokenRequest) async -> String {
        do throws(TokenError) {
            _ = try await use(request)
            return "issued"
        } catch { return error.code }
    }

    static func client(_ grants: [GrantType] = [.clientCredentials], resources: [String] = ["api", "other"]) throws
        -> Client
    { try Sample.client(grants: grants, resources: resources, secrets: [Sample.stored("s")]) }

    static func signing() throws -> UseCaseSigningKeys {
        UseCaseSigningKeys(signer: UseCaseSigner(keyID: try #require(KeyID(parsing: "k1"))))
    }

    @Test func `the first mistake in order is the one that is named`() async throws {
        let password = try #require(GrantType(parsing: "password"))
        let good = try issue(Self.client())
        let ungranted = try issue(Self.client([password]))
        #expect(await code(good, request(nil, secret: "x", scope: "\"")) == "invalid_request")
        #expect(await code(good, request("password", secret: "x")) == "unsupported_grant_type")
        #expect(await code(good, request("é", secret: "x")) == "unsupported_grant_type")
        #expect(await code(ungranted, request(secret: "x", scope: "\"")) == "invalid_client")
        #expect(await code(ungranted, request(scope: "\"")) == "unauthorized_client")
        #expect(await code(good, request(scope: "\"", resources: ["x"])) == "invalid_scope")
        #expect(await code(good, request(scope: "read", resources: ["x"])) == "invalid_target")
    }

    @Test(
        arguments: [
            (nil, "read write"), ("write", "write"), ("write read", "write read"), ("read read", "read"),
        ] as [(String?, String)])
    func `scopes are what was asked for, or all`(_ row: (String?, String)) async throws {
        let token = try await issue(Self.client(), keys: Self.signing())(request(scope: row.0))
        #expect(token.claims.scopes.description == row.1)
    }

    @Test(arguments: ["admin", "read admin", " ", "read  write", "read ", "\u{212A}"])
    func `a scope beyond the client's is refused`(_ scope: String) async throws {
        #expect(await code(try issue(Self.client()), request(scope: scope)) == "invalid_scope")
    }

    @Test(
        arguments: [
            ([], ["api"]), (["other"], ["other"]), (["other", "api", "other"], ["other", "api"]),
        ] as [([String], [String])])
    func `resources are what was asked for, or the first`(_ row: ([String], [String])) async throws {
        let token = try await issue(Self.client(), keys: Self.signing())(request(resources: row.0))
        #expect(token.claims.audience == row.1)
    }

    @Test func `a client without resources gets the server's audience, or nothing`() async throws {
        let client = try Self.client(resources: [])
        #expect(await code(try issue(client), request()) == "invalid_target")
        let token = try await issue(client, keys: Self.signing(), audience: "usual")(request())
        #expect(token.claims.audience == ["usual"])
    }

    @Test func `times are whole seconds, and the client's lifetime wins`() async throws {
        let client = try Sample.client(lifetime: 5, secrets: [Sample.stored("s")])
        let token = try await issue(client, keys: Self.signing())(request())
        #expect(token.lifetime.seconds == 5)
        #expect(token.claims.expires.seconds == token.claims.issuedAt.seconds + 5)
        #expect(token.claims.issuedAt == Timestamp(seconds: 1_000_000))
        #expect(token.claims.notBefore == nil)
        #expect(try await issue(Self.client(), keys: Self.signing())(request()).lifetime.seconds == 600)
    }

    @Test func `the token is a JWS with exactly the header of RFC 9068`() async throws {
        let token = try await issue(Self.client(), keys: Self.signing())(request())
        let segments = token.compact.split(separator: ".")
        #expect(segments.count == 3)
        let header = try #require(Base64URL.decode(segments[0].utf8))
        #expect(String(decoding: header, as: UTF8.self) == #"{"typ":"at+jwt","alg":"ES256","kid":"k1"}"#)
        #expect(Base64URL.decode(segments[2].utf8) == [1, 2])
        let payload = try #require(Base64URL.decode(segments[1].utf8))
        #expect(try AccessTokenClaims(parsing: payload) == token.claims)
        #expect(token.claims.tokenID == Base64URL.string((1...16).map { UInt8($0) }))
    }

    @Test func `without randomness, a key or a signature there is no token`() async throws {
        let client = try Self.client()
        let broken = UseCaseSigningKeys(signer: UseCaseSigner(keyID: try #require(KeyID(parsing: "k")), fails: true))
        #expect(
            await code(try issue(client, random: UseCaseRandomness(fails: true)), request())
                == "temporarily_unavailable")
        #expect(await code(try issue(client, keys: UseCaseSigningKeys()), request()) == "temporarily_unavailable")
        #expect(await code(try issue(client, keys: broken), request()) == "temporarily_unavailable")
    }
}
