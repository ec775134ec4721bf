import HTTPTypes
import SteelcutDomain
import SteelcutEndpoints
import SteelcutOpenSSL
import SteelcutRawHTTP
import SteelcutResource
import SteelcutTestKit
import Synchronization
import Testing

/// A resource server that follows the list of revocations of an issuer, whose keys, list and clock the tests hold.
struct FollowingFixture: Sendable {
    static let start = 1_763_756_400
    static let issuer = "https://as.example"

    let transport: Transport
    let clock = ManualClock(now: Timestamp(seconds: start))
    let key: IssuerKey
    let server: ScriptedServer
    let verifier: AccessTokenVerifier
    private let endpoint: ResourceServerEndpoint
    private let site: Site

    private final class Site: Sendable {
        let answers = Mutex<[String: ScriptedServer.Answer]>([:])
    }

    /// Begins with a list that revokes nothing.
    init(over transport: Transport = .direct, key: IssuerKey? = nil) async throws {
        self.transport = transport
        let key = try key ?? #require(IssuerKey.shared[.es256]).get()
        self.key = key
        let site = Site()
        self.site = site
        server = try await ScriptedServer { request in
            site.answers.withLock { $0[request.path] } ?? ScriptedServer.Answer(404)
        }
        verifier = try AccessTokenVerifier(
            issuer: Self.issuer, audience: "api_v0.0.1", keys: .url(server.origin + "/keys"),
            revocations: .followed(url: server.origin + "/revocations"), connections: ClientFixture.patient,
            clock: clock)
        let (digest, check) = (try OpenSSLDigest(), verifier.check)
        let document = ResourceDocument(json: Array(#"{"hello":"world"}"#.utf8), digest: digest)
        endpoint = ResourceServerEndpoint(
            route: "api_v0.0.1",
            resource: try #require(ProtectedResourceURL(parsing: "https://rs.example/api_v0.0.1")),
            document: { document }, verify: check, issuer: try #require(Issuer(parsing: Self.issuer)), digest: digest,
            health: { .ok })
        publish(keys: key)
        publish(try await list())
    }

    /// What is answered where the list is.
    func answer(_ answer: ScriptedServer.Answer) { site.answers.withLock { $0["/revocations"] = answer } }

    /// Publishes a list, or something in its place.
    func publish(_ list: String) { answer(ScriptedServer.Answer(200, ["Content-Type": "application/jwt"], list)) }

    /// Publishes these keys and no others.
    func publish(keys: IssuerKey...) {
        let set = String(decoding: JSONWriter.write(JSONWebKeySet(keys.map(\.publicKey)).json), as: UTF8.self)
        site.answers.withLock { $0["/keys"] = .json(set) }
    }

    /// A list, signed with the issuer's key where no other is given.
    func list(
        counter: Int = 0, tokens: [String] = [], keys: [IssuerKey] = [], clients: [String: Int] = [:],
        by signing: IssuerKey? = nil, type: String = "revocations+jwt", issuer: String = Self.issuer, issued: Int = 0
    ) async throws -> String {
        func array(_ names: [String]) -> String { names.map { "\"\($0)\"" }.joined(separator: ",") }
        let cutOffs = clients.map { #""\#($0.key)":\#($0.value)"# }.joined(separator: ",")
        let (iat, exp) = (Self.start + issued, Self.start + issued + 600)
        let claims = """
            {"iss":"\(issuer)","iat":\(iat),"exp":\(exp),"counter":\(counter),"jti":[\(array(tokens))],\
            "kid":[\(array(keys.map { "\($0.signer.keyID)" }))],"clients":{\(cutOffs)}}
            """
        return try await signed(type, claims, by: signing)
    }

    /// A good token of `c1`, issued at the clock's start unless said otherwise.
    func token(
        _ name: String, of client: String = "c1", issued: Int = 0, by signing: IssuerKey? = nil
    ) async throws -> String {
        let claims = """
            {"iss":"\(Self.issuer)","sub":"\(client)","client_id":"\(client)","aud":"api_v0.0.1",\
            "iat":\(Self.start + issued),"exp":\(Self.start + issued + 3600),"jti":"\(name)"}
            """
        return try await signed("at+jwt", claims, by: signing)
    }

    private func signed(_ type: String, _ claims: String, by signing: IssuerKey?) async throws -> String {
        let signer = (signing ?? key).signer
        let header = #"{"typ":"\#(type)","alg":"\#(signer.algorithm.rawValue)","kid":"\#(signer.keyID)"}"#
        let input = Base64URL.string(header.utf8) + "." + Base64URL.string(claims.utf8)
        return input + "." + Base64URL.string(try await signer.signature(for: Array(input.utf8)))
    }

    /// Lets so much time pass that the next token waits for what is published.
    func missTheList() { clock.advance(bySeconds: 11) }

    func expectAccepted(_ token: String, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let answer = try await answer(to: token)
        #expect(answer.status == 200, "\(answer.text) \(answer.cause ?? "")", sourceLocation: sourceLocation)
    }

    func expectRevoked(_ token: String, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let answer = try await answer(to: token)
        #expect(answer.status == 401, "\(answer.text)", sourceLocation: sourceLocation)
        #expect(try answer.json["error"]?.string == "invalid_token", sourceLocation: sourceLocation)
        #expect(
            answer.fields[.wwwAuthenticate]?.contains(#"error="invalid_token""#) == true, sourceLocation: sourceLocation
        )
        await #expect(throws: BearerError.invalidToken(.revoked), sourceLocation: sourceLocation) {
            try await verifier.verify(token)
        }
    }

    func expectUnavailable(_ token: String, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let answer = try await answer(to: token)
        #expect(answer.status == 503, "\(answer.text)", sourceLocation: sourceLocation)
        #expect(answer.fields[.retryAfter] != nil, sourceLocation: sourceLocation)
        #expect(!answer.fields.contains(.wwwAuthenticate), sourceLocation: sourceLocation)
    }

    private func answer(to token: String) async throws -> Answer {
        var request = HTTPRequest(method: .get, scheme: "http", authority: "rs.example", path: "/api_v0.0.1")
        request.headerFields.append(HTTPField(name: .authorization, value: "Bearer " + token))
        return try await transport.send(request, [], endpoint)
    }
}
