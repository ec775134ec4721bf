import Foundation
import Hummingbird
import SteelcutDomain
import SteelcutEndpoints
import SteelcutHummingbird
import SteelcutResource

/// Somebody's Hummingbird app: at /open the answer is everybody's, at /guarded it takes a token.
///
/// usage: guarded-app ISSUER AUDIENCE; prints the port that it listens on.
@main
enum GuardedApp {
    struct Usage: Error {}

    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let resource = ProtectedResourceURL(parsing: "https://api.example/guarded") else {
            throw Usage()
        }
        let verifier = try AccessTokenVerifier(issuer: arguments[1], audience: arguments[2])
        let check = BearerCheck(verify: verifier.check)
        let router = Router(context: BasicBearerRequestContext.self)
        let answer = #"{"about": "This is a protected resource"}"#
        router.get("open") { _, _ in answer }
        router.group("guarded").add(middleware: BearerGuard(check, resource: resource)).get { _, _ in answer }
        let app = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)), services: [verifier],
            onServerRunning: { channel in
                // Not print(): what goes into a pipe would wait in a buffer.
                FileHandle.standardOutput.write(Data("\(channel.localAddress?.port ?? 0)\n".utf8))
            })
        try await app.runService()
    }
}
