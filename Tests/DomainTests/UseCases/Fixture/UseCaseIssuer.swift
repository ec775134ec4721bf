import SteelcutDomain
import SteelcutOpenSSL
import Testing

/// An issuer with a real key, which signs whatever a test wants and checks it.
struct UseCaseIssuer: Ports.SigningKeys, Ports.VerifierSource {
    let name: Issuer
    let keyID: KeyID
    /// Whether keys were ever read.
    var hasKeys = true
    private let signer: any Ports.Signer
    private let verifier: any Ports.SignatureVerifier

    init(_ name: String = "https://as.example") throws {
        self.name = try #require(Issuer(parsing: name))
        let maker = OpenSSLKeyMaker(digest: try OpenSSLDigest())
        let key = try maker.makeKey(for: .es256)
        signer = try maker.signer(for: key, algorithm: .es256)
        verifier = try OpenSSLVerifierMaker().verifier(for: try maker.publicKey(of: key, for: .es256))
        keyID = signer.keyID
    }

    /// The same issuer before keys were read.
    var withoutKeys: UseCaseIssuer {
        var issuer = self
        issuer.hasKeys = false
        return issuer
    }

    func activeSigner() async throws(KeysUnavailable) -> any Ports.Signer {
        guard hasKeys else { throw KeysUnavailable(retryAfter: 4) }
        return signer
    }

    func schedule() async throws(KeysUnavailable) -> KeySchedule { throw KeysUnavailable(retryAfter: 4) }

    func verifiers(named keyID: KeyID?) async throws(KeysUnavailable) -> [any Ports.SignatureVerifier] {
        guard hasKeys else { throw KeysUnavailable(retryAfter: 4) }
        return keyID == nil || keyID == self.keyID ? [verifier] : []
    }

    /// Claims of a token for `api` that lives 600 seconds.
    func claims(
        of client: String = "c1", issuedAt: Timestamp, audience: [String] = ["api"], tokenID: String = "t1"
    ) throws -> AccessTokenClaims {
        AccessTokenClaims(
            issuer: name, clientID: try Sample.id(client), audience: try audience.map(Sample.resource),
            issuedAt: issuedAt, lifetime: try #require(TokenLifetime(seconds: 600)), tokenID: tokenID,
            scopes: try Sample.scopes("read"))
    }

    /// An access token.
    func token(_ claims: AccessTokenClaims) async throws -> String {
        try await jws(type: "at+jwt", payload: JSONWriter.write(claims.json))
    }

    /// Anything, signed.
    func jws(type: String, payload: [UInt8], namesKey: Bool = true) async throws -> String {
        let kid = namesKey ? #","kid":"\#(keyID)""# : ""
        let header = #"{"typ":"\#(type)","alg":"ES256"\#(kid)}"#
        let input = CompactJWS.signingInput(header: Array(header.utf8), payload: payload)
        return CompactJWS.compact(signingInput: input, signature: try await signer.signature(for: input))
    }
}

extension TokenQuery {
    /// A query of a client of fixtures, whose secret is `s`.
    init(_ token: String?, by client: String = "c1", secret: String = "s") {
        self.init(
            token: token, credentials: ClientCredentials(id: client, secret: ClientSecret(presented: secret)))
    }
}
