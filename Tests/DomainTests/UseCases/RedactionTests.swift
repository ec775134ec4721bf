import SteelcutDomain
import SteelcutTestKit
import Testing

/// Secrets, hashes, private keys and tokens don't show themselves, however they are printed.
@Suite struct RedactionTests {
    static let canary = "Zk9canaryZk9canaryZk9canaryZk9canaryZk9cana"

    /// Everything that printing might call.
    static func prints(_ value: Any) -> String {
        var dumped = ""
        dump(value, to: &dumped)
        return "\(value) \(String(describing: value)) \(String(reflecting: value)) \([value]) \(dumped) "
            + Mirror(reflecting: value).children.map { "\($0.value)" }.joined()
    }

    func hides(_ value: Any, sourceLocation: SourceLocation = #_sourceLocation) {
        let text = Self.prints(value)
        #expect(!text.contains("canary"), sourceLocation: sourceLocation)
        let bytes = Array(Self.canary.utf8)
        #expect(!text.contains("\(bytes[0]), \(bytes[1]), \(bytes[2])"), sourceLocation: sourceLocation)
        #expect(!text.contains(Base64URL.string(bytes).prefix(20)), sourceLocation: sourceLocation)
    }

    @Test func `a secret and its hash are hidden, also within others`() throws {
        let secret = ClientSecret(presented: "PRIVATE-" + Self.canary)
        hides(secret)
        hides(try UseCaseHasher.hash(of: secret))
        hides(try #require(SecretHash(encoded: "$argon2id$" + Self.canary)))
        hides(ClientCredentials(id: "c", secret: secret))
        let stored = StoredSecret(
            id: "0", selector: nil, hash: try #require(SecretHash(encoded: "$argon2id$" + Self.canary)),
            created: Timestamp(seconds: 0))
        hides(stored)
        hides(try Sample.client(secrets: [stored]))
        hides(
            SecretCheck(presentedID: "c", secret: secret, hash: stored.hash, lane: .named, owner: nil))
        hides(TokenRequest(grantType: "x", credentials: ClientCredentials(id: "c", secret: secret)))
    }

    @Test func `a private key is hidden, also within its record`() throws {
        let key = PrivateKey(encoded: Array(Self.canary.utf8))
        hides(key)
        hides(SigningKey(record: try KeyScheduleTests.record(1, created: 0, signsFrom: 0), privateKey: key))
    }

    @Test func `a token is hidden`() async throws {
        let client = try Sample.client(secrets: [Sample.stored("s")])
        let clock = ManualClock(now: Timestamp(seconds: 1_000_000))
        let issue = IssueToken(
            authenticate: AuthenticateClient(
                clients: UseCaseClients([client]), hasher: try UseCaseHasher(), clock: clock),
            keys: try IssueTokenTests.signing(), random: UseCaseRandomness(), clock: clock,
            policy: TokenPolicy(
                issuer: try #require(Issuer(parsing: "https://as.example")),
                lifetime: try #require(TokenLifetime(seconds: 60))))
        let token = try await issue(
            TokenRequest(
                grantType: "client_credentials",
                credentials: ClientCredentials(id: "c1", secret: ClientSecret(presented: "s"))))
        let text = Self.prints(token)
        for segment in token.compact.split(separator: ".") { #expect(!text.contains(segment)) }
    }

    @Test func `a failure of a store says nothing of its cause`() {
        let failure = StoreFailure(.failed, cause: Self.canary)
        #expect("\(failure)" == StoreFailure.Code.failed.rawValue)
    }
}
