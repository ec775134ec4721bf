import Hummingbird
import SteelcutEndpoints
import SteelcutHummingbird
import SteelcutResource

/// Greets whoever brings a token for `hello`.
@main
struct Hello {
    static func main() async throws {
        // Fetches the issuer's keys, and checks tokens with them.
        let verifier = try AccessTokenVerifier(issuer: "http://127.0.0.1:5000", audience: "hello")
        guard let resource = ProtectedResourceURL(parsing: "http://127.0.0.1:8080/hello") else { return }
        let check = BearerCheck(verify: verifier.check)

        let router = Router(context: BasicBearerRequestContext.self)
        router.get("/") { _, _ in "Greetings are at /hello; bring a token.\n" }
        router.group("hello").add(middleware: BearerGuard(check, resource: resource))
            .get { _, context in "Hello, \(try context.claims.clientID)!\n" }

        let app = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 8080)), services: [verifier])
        try await app.runService()
    }
}
