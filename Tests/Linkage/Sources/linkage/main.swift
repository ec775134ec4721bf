import SteelcutDomain

// Something of every room, so that the linker can't leave one out: values, strict JSON, tokens, use cases.
struct NoKeys: Ports.VerifierSource {
    func verifiers(named keyID: KeyID?) async throws(KeysUnavailable) -> [any Ports.SignatureVerifier] { [] }
}

struct Stopped: Ports.Clock {
    func now() -> Timestamp { Timestamp(seconds: 0) }
    func uptime() -> Duration { .zero }
}

guard let issuer = Issuer(parsing: "https://as.example"), let audience = ResourceIdentifier(parsing: "api") else {
    throw KeysUnavailable(retryAfter: 1)
}
let verify = VerifyAccessToken(keys: NoKeys(), clock: Stopped(), issuer: issuer, audience: audience)
let header = Base64URL.string(#"{"typ":"at+jwt","alg":"ES256"}"#.utf8)
do {
    _ = try await verify(Array("\(header).e30.AAAA".utf8))
} catch { print(error) }
