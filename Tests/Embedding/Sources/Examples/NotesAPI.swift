import Hummingbird
import SteelcutDomain
import SteelcutEndpoints
import SteelcutHummingbird
import SteelcutOpenSSL
import SteelcutResource

/// Notes for clients with a token of `issuer`; adding one takes the scope `write`.
func notesAPI(issuer: Issuer, resource: ProtectedResourceURL, write: ScopeSet) throws -> some ApplicationProtocol {
    let verifier = try AccessTokenVerifier(issuer: issuer.description, audience: "notes")
    let check = BearerCheck(verify: verifier.check)

    let router = Router(context: BasicBearerRequestContext.self)
    // Where the challenge to clients without a token points to (RFC 9728).
    router.add(
        middleware: EndpointMount(
            ProtectedResourceMetadataEndpoint(
                resource: resource, issuer: issuer, scopes: write, digest: try OpenSSLDigest())))
    router.get("/") { _, _ in "Notes are at /notes; bring a token." }

    router.group("notes").add(middleware: BearerGuard(check, resource: resource))
        .get { _, context in
            let claims = try context.claims
            let mayWrite = context.scopes.contains("write")
            return "notes of \(claims.clientID), \(mayWrite ? "to read and to write" : "to read")"
        }
    router.group("notes").add(middleware: BearerGuard(check, resource: resource, scopes: write))
        .post { request, context in
            let text = try await request.body.collect(upTo: 1024)
            return "\(try context.claims.clientID) noted: \(String(buffer: text))"
        }
    return Application(
        router: router, configuration: .init(address: .hostname("127.0.0.1", port: 8080)), services: [verifier])
}
