import HTTPTypes
import SteelcutDomain
import SteelcutEndpoints
import SteelcutOpenSSL
import SteelcutTestKit
import Synchronization
import Testing

/// What a health check says, to be changed in the middle of a test.
final class SettableHealth: Sendable {
    private let health: Mutex<Health>

    init(_ health: Health) { self.health = Mutex(health) }

    var value: Health {
        get { health.withLock(\.self) }
        set { health.withLock { $0 = newValue } }
    }
}

/// Published keys, or none yet.
struct EndpointKeys: Ports.SigningKeys, Ports.VerifierSource {
    var records: [SigningKeyRecord]?

    func activeSigner() async throws(KeysUnavailable) -> any Ports.Signer { throw KeysUnavailable(retryAfter: 8) }
    func schedule() async throws(KeysUnavailable) -> KeySchedule {
        guard let records else { throw KeysUnavailable(retryAfter: 8) }
        return KeySchedule(records)
    }
    func verifiers(named keyID: KeyID?) async throws(KeysUnavailable) -> [any Ports.SignatureVerifier] {
        throw KeysUnavailable(retryAfter: 8)
    }
}

/// Nobody is registered, and no secret is looked at.
struct EndpointClients: Ports.ClientStore, Ports.Hasher {
    func client(withID id: ClientID) async throws(StoreFailure) -> Client? { nil }
    func clients(after id: ClientID?, limit: Int) async throws(StoreFailure) -> [Client] { [] }
    func add(_ client: Client) async throws(ClientStoreError) { throw .duplicate(client.id) }
    func update(
        _ id: ClientID, _ change: @Sendable (inout Client) throws(ClientRefusal) -> Void
    ) async throws(ClientStoreError) -> Client { throw .unknownClient(id) }
    func remove(_ id: ClientID) async throws(ClientStoreError) { throw .unknownClient(id) }
    func replaceHash(
        ofSecret secretID: String, of id: ClientID, old: SecretHash, new: SecretHash
    ) async throws(StoreFailure) {}
    func hash(_ secret: ClientSecret) async throws(HasherFailure) -> SecretHash { throw .unusableHash }
    func verify(_ check: SecretCheck) async throws(HasherFailure) -> Bool { throw .unusableHash }
    let decoyHash: SecretHash
    func decoy(for presentedID: String) -> SecretHash { decoyHash }
    func isOutdated(_ hash: SecretHash) -> Bool { false }
}

/// Both servers over doubles that answer what needs neither client nor token.
struct EndpointFixture {
    let health = SettableHealth(.ok)
    let authorizationServer: AuthorizationServerEndpoint
    let resourceServer: ResourceServerEndpoint

    init(
        issuer: String = "https://as.example", resourceURL: String = "https://rs.example/api_v0.0.1",
        route: String = "api_v0.0.1", scopes: String = "", hasKeys: Bool = true, publishBeforeUse: Int = 600
    ) throws {
        let digest = try OpenSSLDigest()
        let issuer = try #require(Issuer(parsing: issuer))
        let scopes = try #require(ScopeSet(parsing: scopes))
        let clock = ManualClock(now: Timestamp(seconds: 1000))
        let maker = OpenSSLKeyMaker(digest: digest)
        let record = SigningKeyRecord(
            publicKey: try maker.publicKey(of: maker.makeKey(for: .es256), for: .es256), created: Timestamp(seconds: 0),
            signsFrom: Timestamp(seconds: 0))
        let keys = EndpointKeys(records: hasKeys ? [try #require(record)] : nil)
        let clients = EndpointClients(decoyHash: try #require(SecretHash(encoded: "$")))
        authorizationServer = AuthorizationServerEndpoint(
            issuer: issuer,
            issueToken: IssueToken(
                authenticate: AuthenticateClient(clients: clients, hasher: clients, clock: clock), keys: keys,
                random: OpenSSLRandomness(), clock: clock,
                policy: TokenPolicy(issuer: issuer, lifetime: try #require(TokenLifetime(seconds: 60)))),
            publishKeys: PublishKeys(keys: keys, clock: clock, publishBeforeUse: publishBeforeUse), digest: digest,
            health: { [health] in health.value })
        let document = ResourceDocument(json: Array("{}".utf8), digest: digest)
        resourceServer = ResourceServerEndpoint(
            route: route, resource: try #require(ProtectedResourceURL(parsing: resourceURL)), document: { document },
            verify: VerifyAccessToken(
                keys: keys, clock: clock, issuer: issuer,
                audience: try #require(ResourceIdentifier(parsing: "api_v0.0.1")), requiredScopes: scopes),
            issuer: issuer, scopes: scopes, digest: digest, health: { [health] in health.value })
    }

    static func get(
        _ path: String, _ fields: HTTPFields = [:], method: HTTPRequest.Method = .get, from endpoint: any Endpoint
    ) async -> EndpointResponse {
        await endpoint.respond(
            to: HTTPRequest(method: method, scheme: "http", authority: "x", path: path, headerFields: fields), body: [])
    }
}

extension EndpointResponse {
    var json: JSONValue { get throws { try JSONReader.read(body) } }
}
