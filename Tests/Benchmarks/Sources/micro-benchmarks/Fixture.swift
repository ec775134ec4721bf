import HTTPTypes
import SteelcutArgon2
import SteelcutDomain
import SteelcutEndpoints
import SteelcutInMemory
import SteelcutMemory
import SteelcutOpenSSL
import SteelcutSystemClock

/// A client, a key and the endpoints, as the programs compose them over a store in memory.
struct Fixture {
    struct Missing: Error {}

    private let digest: OpenSSLDigest
    private let random: OpenSSLRandomness
    private let signer: any Ports.Signer
    private let verifier: any Ports.SignatureVerifier
    private let rsa: (signer: any Ports.Signer, verifier: any Ports.SignatureVerifier)
    private let token: TokenRequest
    private let issue: IssueToken
    private let verify: VerifyAccessToken
    private let verifyAgain: VerifyAccessToken
    private let tokenEndpoint: AuthorizationServerEndpoint
    private let resourceEndpoint: ResourceServerEndpoint
    private let tokenRequest: (HTTPRequest, [UInt8])
    private let compact: [UInt8]
    private let claims: AccessTokenClaims

    init() async throws {
        let clock = SystemClock()
        random = OpenSSLRandomness()
        digest = try OpenSSLDigest()
        guard let issuer = Issuer(parsing: "https://as.example"),
            let resource = ResourceIdentifier(parsing: "api_v0.0.1"),
            let name = ClientName(parsing: "bench"), let cost = Argon2Cost(memoryKiB: 8, iterations: 1, parallelism: 1),
            let url = ProtectedResourceURL(parsing: "https://rs.example/api_v0.0.1")
        else { throw Missing() }

        let store = InMemoryStore()
        let maker = OpenSSLKeyMaker(digest: digest)
        let argon2 = try Argon2Hasher(cost: cost, threads: 1, random: random)
        let issued = try await RegisterClient(
            clients: store, secrets: NewSecret(hasher: argon2, random: random, clock: clock), hasAudience: false)(
                ClientRegistration(name: name, resources: [resource]))
        let key = try await GenerateKey(keys: store, maker: maker, clock: clock, publishBeforeUse: 0)(.es256)
        let keys = KeySnapshot(store: store, maker: maker, clock: clock)
        try await keys.refresh()

        signer = try await keys.activeSigner()
        verifier = try OpenSSLVerifierMaker().verifier(for: key.publicKey)
        let rsaKey = try maker.makeKey(for: .rs256)
        rsa = (
            try maker.signer(for: rsaKey, algorithm: .rs256),
            try OpenSSLVerifierMaker().verifier(for: try maker.publicKey(of: rsaKey, for: .rs256))
        )

        let clients = RememberedClients(over: store, clock: clock, ttl: .seconds(300))
        let hasher = try RememberedSecrets.throttled(argon2, digest: digest, clock: clock, random: random)
        issue = IssueToken(
            authenticate: AuthenticateClient(clients: clients, hasher: hasher, clock: clock), keys: keys,
            random: random,
            clock: clock, policy: TokenPolicy(issuer: issuer, lifetime: .standard))
        let secret = issued.secret.withBytes { String(decoding: $0, as: UTF8.self) }
        token = TokenRequest(
            grantType: "client_credentials",
            credentials: ClientCredentials(id: issued.client.id.description, secret: ClientSecret(presented: secret)),
            scope: nil, resources: [])
        let answer = try await issue(token)
        claims = answer.claims
        compact = Array(answer.compact.utf8)

        let verifiers = VerifierSnapshot(maker: OpenSSLVerifierMaker())
        verifiers.replace(with: JSONWebKeySet([key.publicKey]))
        verify = VerifyAccessToken(keys: verifiers, clock: clock, issuer: issuer, audience: resource)
        verifyAgain = VerifyAccessToken(
            reader: RememberedTokens(
                over: ReadAccessToken(keys: verifiers), keys: verifiers, digest: digest, clock: clock),
            clock: clock, issuer: issuer, audience: resource)
        tokenEndpoint = AuthorizationServerEndpoint(
            issuer: issuer, issueToken: issue,
            publishKeys: PublishKeys(keys: keys, clock: clock, publishBeforeUse: 0), digest: digest, health: { .ok })
        let document = ResourceDocument(json: Array(#"{"about": "This is a protected resource"}"#.utf8), digest: digest)
        resourceEndpoint = ResourceServerEndpoint(
            route: "api_v0.0.1", resource: url, document: { document }, verify: verifyAgain, issuer: issuer,
            digest: digest, health: { .ok })
        tokenRequest = (
            HTTPRequest(
                method: .post, scheme: "http", authority: "127.0.0.1", path: "/token",
                headerFields: [.contentType: "application/x-www-form-urlencoded", .contentLength: "138"]),
            Array("grant_type=client_credentials&client_id=\(issued.client.id)&client_secret=\(secret)".utf8)
        )
    }

    /// What is measured; the bounds are what was counted when they were written, OpenSSL's own allocations left out.
    func operations() async throws -> [Operation] {
        let payload = JSONWriter.write(claims.json)
        let encoded = Base64URL.encode(payload)
        let getting = HTTPRequest(
            method: .get, scheme: "http", authority: "127.0.0.1", path: "/api_v0.0.1",
            headerFields: [.authorization: "Bearer \(String(decoding: compact, as: UTF8.self))"])
        let (digest, random, signer, verifier) = (digest, random, signer, verifier)
        let key = [UInt8](repeating: 1, count: 32)
        return [
            Operation("OpenSSL, 16 random bytes", most: 1) { _ = try random.bytes(16) },
            Operation("OpenSSL, SHA-256 of a token", most: 1) { [compact] in _ = digest.sha256(compact) },
            Operation("OpenSSL, HMAC-SHA-256 of claims", most: 1) { _ = digest.hmacSHA256(key: key, payload) },
            Operation("OpenSSL, ES256 signature of claims", most: 3) { _ = try await signer.signature(for: payload) },
            Operation("OpenSSL, ES256 check of claims", most: 3) {
                [signature = try await signer.signature(for: payload)] in
                _ = verifier.isValid(signature, for: payload)
            },
            Operation("OpenSSL, RS256 check of claims", most: 1) {
                [rsa, signature = try await rsa.signer.signature(for: payload)] in
                _ = rsa.verifier.isValid(signature, for: payload)
            },
            Operation("base64url, claims encoded", most: 1) { _ = Base64URL.encode(payload) },
            Operation("base64url, claims decoded", most: 1) { _ = Base64URL.decode(encoded[...]) },
            Operation("JSON, claims written", most: 5) { [claims] in _ = JSONWriter.write(claims.json) },
            Operation("JSON, claims read", most: 6) { _ = try JSONReader.read(payload) },
            Operation("JWS, compact form read", most: 8) { [compact] in _ = try CompactJWS(parsing: compact) },
            Operation("JWS, compact form read, its header known", most: 3) {
                [compact, header = try CompactJWS(parsing: compact).header] in
                _ = try CompactJWS(parsing: compact, expecting: header)
            },
            Operation("a token issued, secret remembered", most: 13) { [issue, token] in _ = try await issue(token) },
            Operation("a token checked, not seen before", most: 18) { [verify, compact] in
                _ = try await verify(compact)
            },
            Operation("a token checked, seen before", most: 1) { [verifyAgain, compact] in
                _ = try await verifyAgain(compact)
            },
            Operation("POST /token", most: 21) { [tokenEndpoint, tokenRequest] in
                let answer = await tokenEndpoint.respond(to: tokenRequest.0, body: tokenRequest.1)
                guard answer.head.status == .ok else { throw Missing() }
            },
            Operation("GET of the resource, token seen before", most: 4) { [resourceEndpoint] in
                let answer = await resourceEndpoint.respond(to: getting, body: [])
                guard answer.head.status == .ok else { throw Missing() }
            },
        ]
    }
}
