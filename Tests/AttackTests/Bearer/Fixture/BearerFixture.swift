import HTTPTypes
import SteelcutDomain
import SteelcutEndpoints
import SteelcutOpenSSL
import SteelcutTestKit
import Synchronization
import Testing

/// The issuer's keys as a resource server knows them, and a count of how often they were asked for.
final class KnownKeys: Ports.VerifierSource {
    private let verifiers: [any Ports.SignatureVerifier]
    private let isEmpty: Bool
    private let asked = Mutex(0)

    init(_ verifiers: [any Ports.SignatureVerifier], neverHad: Bool = false) {
        self.verifiers = verifiers
        isEmpty = neverHad
    }

    var lookups: Int { asked.withLock(\.self) }

    func verifiers(named keyID: KeyID?) async throws(KeysUnavailable) -> [any Ports.SignatureVerifier] {
        asked.withLock { $0 += 1 }
        if isEmpty { throw KeysUnavailable(retryAfter: 9) }
        guard let keyID else { return verifiers }
        return verifiers.filter { $0.keyID == keyID }
    }
}

/// A key pair of the issuer's.
struct IssuerKey: Sendable {
    let publicKey: JSONWebKey
    let signer: any Ports.Signer
    let verifier: any Ports.SignatureVerifier

    init(_ algorithm: SignatureAlgorithm) throws {
        let maker = OpenSSLKeyMaker(digest: try OpenSSLDigest())
        let key = try maker.makeKey(for: algorithm)
        publicKey = try maker.publicKey(of: key, for: algorithm)
        signer = try maker.signer(for: key, algorithm: algorithm)
        verifier = try OpenSSLVerifierMaker().verifier(for: publicKey)
    }

    /// One key an algorithm for all tests: an RSA key takes long to make.
    static let shared = Dictionary(
        uniqueKeysWithValues: SignatureAlgorithm.allCases.map { algorithm in
            (algorithm, Result { try IssuerKey(algorithm) })
        })
}

/// A resource server of the real use case over a real key, which the tests may sign anything with.
struct BearerFixture: Sendable {
    static let now = 1_763_756_400
    static let issuer = "https://as.example"
    static let audience = "api_v0.0.1"

    let transport: Transport
    let clock = ManualClock(now: Timestamp(seconds: now))
    let key: IssuerKey
    let keys: KnownKeys
    let endpoint: ResourceServerEndpoint

    init(
        over transport: Transport, algorithm: SignatureAlgorithm = .es256, scopes: String = "",
        neverHadKeys: Bool = false,
        key: IssuerKey? = nil, furtherKeys: [IssuerKey] = []
    ) throws {
        self.transport = transport
        let key = try key ?? #require(IssuerKey.shared[algorithm]).get()
        self.key = key
        keys = KnownKeys([key.verifier] + furtherKeys.map(\.verifier), neverHad: neverHadKeys)
        let issuer = try #require(Issuer(parsing: Self.issuer))
        let required = try #require(ScopeSet(parsing: scopes))
        let digest = try OpenSSLDigest()
        let document = ResourceDocument(json: Array(#"{"hello":"world"}"#.utf8), digest: digest)
        endpoint = ResourceServerEndpoint(
            route: "api_v0.0.1",
            resource: try #require(ProtectedResourceURL(parsing: "https://rs.example/api_v0.0.1")),
            document: { document },
            verify: VerifyAccessToken(
                keys: keys, clock: clock, issuer: issuer,
                audience: try #require(ResourceIdentifier(parsing: Self.audience)), requiredScopes: required),
            issuer: issuer, scopes: required, digest: digest, health: { .ok })
    }

    /// The answer to these `Authorization` fields.
    func answer(authorizations: [String], path: String = "/api_v0.0.1", body: String = "") async throws -> Answer {
        var request = HTTPRequest(method: .get, scheme: "http", authority: "rs.example", path: path)
        for value in authorizations {
            request.headerFields.append(HTTPField(name: .authorization, value: value))
        }
        return try await transport.send(request, Array(body.utf8), endpoint)
    }

    func answer(to token: String) async throws -> Answer { try await answer(authorizations: ["Bearer " + token]) }

    func expectAccepted(_ token: String, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let answer = try await answer(to: token)
        #expect(answer.status == 200, "\(answer.text) \(answer.cause ?? "")", sourceLocation: sourceLocation)
        #expect(answer.text == #"{"hello":"world"}"#, sourceLocation: sourceLocation)
    }

    func expectInvalid(_ token: String, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        try await expectRefusal(
            of: try await answer(to: token), 401, "invalid_token", sourceLocation: sourceLocation)
    }

    /// Checks what every refusal has in common; a code stands in challenge and body, or in neither.
    func expectRefusal(
        of answer: Answer, _ status: Int, _ code: String?, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        #expect(answer.status == status, "\(answer.cause ?? "")", sourceLocation: sourceLocation)
        #expect(answer.fields[.contentType] == "application/json", sourceLocation: sourceLocation)
        #expect(answer.fields[.cacheControl] == "no-store", sourceLocation: sourceLocation)
        #expect(try answer.json["error"]?.string == code, sourceLocation: sourceLocation)
        #expect(try answer.json["error_description"]?.string?.isEmpty == false, sourceLocation: sourceLocation)
        let challenge = try #require(answer.fields[.wwwAuthenticate], sourceLocation: sourceLocation)
        let metadata = "https://rs.example/.well-known/oauth-protected-resource/api_v0.0.1"
        #expect(
            challenge.hasPrefix(#"Bearer realm="resource", resource_metadata="\#(metadata)""#),
            sourceLocation: sourceLocation)
        if let code {
            #expect(challenge.contains(#", error="\#(code)""#), sourceLocation: sourceLocation)
        } else {
            #expect(!challenge.contains("error"), sourceLocation: sourceLocation)
        }
    }
}
