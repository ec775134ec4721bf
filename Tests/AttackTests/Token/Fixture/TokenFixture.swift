import HTTPTypes
import SteelcutDomain
import SteelcutEndpoints
import SteelcutMemory
import SteelcutOpenSSL
import SteelcutTestKit
import Testing

/// An authorization server of the real use cases over doubles that count.
struct TokenFixture: Sendable {
    static let secret = "PRIVATE-c2VjcmV0" + String(repeating: "A", count: 35)
    /// An imported secret, of another form.
    static let importedSecret = " %&+£€:"

    let transport: Transport
    let clock = ManualClock(now: Timestamp(seconds: 1_763_756_400))
    let clients: FixedClients
    let hasher: CountingHasher
    let revocationStore = FailingRevocations()
    /// What the server remembers of the store; nothing was read of it but by `revoking`.
    let revocations: RememberedRevocations
    let endpoint: AuthorizationServerEndpoint

    /// A server that must not sign.
    init(
        over transport: Transport, storeFailure: StoreFailure? = nil, hasherFailure: HasherFailure? = nil
    ) throws {
        try self.init(
            over: transport, keys: UnexpectedKeys(), storeFailure: storeFailure, hasherFailure: hasherFailure)
    }

    /// A server that signs with a key of its own.
    static func signing(over transport: Transport, issuer: String = "https://as.example") throws -> TokenFixture {
        let digest = try OpenSSLDigest()
        let maker = OpenSSLKeyMaker(digest: digest)
        let key = try maker.makeKey(for: .es256)
        let record = try #require(
            SigningKeyRecord(
                publicKey: try maker.publicKey(of: key, for: .es256), created: Timestamp(seconds: 0),
                signsFrom: Timestamp(seconds: 0)))
        return try TokenFixture(
            over: transport, keys: OneKey(signer: try maker.signer(for: key, algorithm: .es256), record: record),
            issuer: issuer)
    }

    /// A server that signs, and has read its revocations once.
    static func revoking(over transport: Transport) async throws -> TokenFixture {
        let fixture = try signing(over: transport)
        try await fixture.revocations.refresh()
        return fixture
    }

    init(
        over transport: Transport, keys: any Ports.SigningKeys, storeFailure: StoreFailure? = nil,
        hasherFailure: HasherFailure? = nil, issuer: String = "https://as.example"
    ) throws {
        self.transport = transport
        clients = FixedClients(try Self.registered(at: clock.now()), failure: storeFailure)
        hasher = try CountingHasher(failure: hasherFailure)
        revocations = RememberedRevocations(over: revocationStore, clock: clock)
        let issuer = try #require(Issuer(parsing: issuer))
        let authenticate = AuthenticateClient(clients: clients, hasher: hasher, clock: clock)
        let verify = VerifyAccessToken(
            keys: PublishedVerifiers(keys: keys, maker: OpenSSLVerifierMaker(), clock: clock), clock: clock,
            ownTokensOf: issuer, revocations: revocations)
        let list = RememberedRevocationList(
            publish: PublishRevocations(revocations: revocations, keys: keys, clock: clock, issuer: issuer))
        endpoint = AuthorizationServerEndpoint(
            issuer: issuer,
            issueToken: IssueToken(
                authenticate: authenticate, keys: keys, random: OpenSSLRandomness(), clock: clock,
                policy: TokenPolicy(issuer: issuer, lifetime: try #require(TokenLifetime(seconds: 3600)))),
            publishKeys: PublishKeys(keys: keys, clock: clock, publishBeforeUse: 600),
            revocation: RevocationEndpoints(
                introspect: IntrospectToken(authenticate: authenticate, verify: verify),
                revoke: RevokeToken(
                    authenticate: authenticate, verify: verify, revocations: revocations, clock: clock),
                list: list.current),
            digest: try OpenSSLDigest(), health: { .ok })
    }

    /// `good`; `disabled`; `expired`; `other`, which may not use the grant; `scopeless`; `inspector`, which may ask about tokens for
    /// `api_v0.0.1`; ` %&+£€:` is the secret of
    /// `imported client`.
    private static func registered(at now: Timestamp) throws -> [Client] {
        func client(
            _ id: String, secret: String = secret, grants: [GrantType] = [.clientCredentials],
            scopes: String = "read write", introspects: [String] = [],
            isEnabled: Bool = true, expires: Timestamp? = nil
        ) throws -> Client {
            let presented = ClientSecret(presented: secret)
            return Client(
                id: try #require(ClientID(parsing: id)), name: try #require(ClientName(parsing: "<\"name\">")),
                grantTypes: grants,
                resources: [
                    try #require(ResourceIdentifier(parsing: "api_v0.0.1")),
                    try #require(ResourceIdentifier(parsing: "https://api.example/v1")),
                ],
                scopes: try #require(ScopeSet(parsing: scopes)),
                introspects: try introspects.map { try #require(ResourceIdentifier(parsing: $0)) },
                isEnabled: isEnabled, created: Timestamp(seconds: 0),
                secrets: [
                    StoredSecret(
                        id: "0123456789abcdef", selector: presented.selector,
                        hash: try #require(CountingHasher.hash(of: secret)), created: Timestamp(seconds: 0),
                        expires: expires)
                ])
        }
        return [
            try client("good"), try client("disabled", isEnabled: false), try client("expired", expires: now),
            try client("other", grants: [try #require(GrantType(parsing: "password"))]),
            try client("scopeless", scopes: ""), try client("inspector", introspects: ["api_v0.0.1"]),
            try client("imported client", secret: importedSecret),
        ]
    }

    func answer(to call: TokenCall) async throws -> Answer {
        try await transport.send(call.request, call.body, endpoint)
    }

    /// Sends a request that must be refused, and checks what every refusal has in common.
    @discardableResult
    func expectRefusal(
        of call: TokenCall, _ status: Int, _ code: String, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> Answer {
        let answer = try await answer(to: call)
        #expect(answer.status == status, "\(answer.text)", sourceLocation: sourceLocation)
        #expect(try answer.json["error"] == .string(code), sourceLocation: sourceLocation)
        #expect(try answer.json["error_description"]?.string?.isEmpty == false, sourceLocation: sourceLocation)
        #expect(answer.body.allSatisfy { (0x20...0x7E).contains($0) }, sourceLocation: sourceLocation)
        #expect(answer.fields[.contentType] == "application/json", sourceLocation: sourceLocation)
        #expect(answer.fields[.cacheControl] == "no-store", sourceLocation: sourceLocation)
        #expect(answer.fields[.pragma] == "no-cache", sourceLocation: sourceLocation)
        #expect(answer.fields.contains(.wwwAuthenticate) == (status == 401), sourceLocation: sourceLocation)
        #expect(answer.fields.contains(.retryAfter) == [429, 503].contains(status), sourceLocation: sourceLocation)
        return answer
    }
}

extension HTTPField.Name {
    static let pragma = HTTPField.Name("Pragma") ?? .cacheControl
}

/// A request that must be refused, and how.
struct RefusedCall: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let call: TokenCall

    init(_ description: String, _ call: TokenCall) {
        testDescription = description
        self.call = call
    }
}
