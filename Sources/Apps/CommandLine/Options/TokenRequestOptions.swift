import ArgumentParser
import Foundation
import SteelcutClient
import SteelcutDomain
import SteelcutOpenSSL

/// What a token request takes; `steelcut resource get` takes the same.
struct TokenRequestOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The token endpoint, such as http://127.0.0.1:5000/token.", valueName: "url"))
    var tokenUrl: String?
    @Option(help: ArgumentHelp("The client's ID.", valueName: "id")) var clientId: String?
    @OptionGroup var secretOptions: SecretOptions
    @Option(help: "What the token is for; repeatable. Without it: the client's first.") var resource:
        [ResourceIdentifier] = []
    @Option(help: "A scope to ask for; repeatable. Without it: all of the client's.") var scope: [ScopeSet] = []
    @Flag(help: "Ask the server even where a good token is kept.") var noCache = false
    @OptionGroup var reaching: ReachingOptions

    /// What can't be done without.
    ///
    /// - Throws: `ValidationError` where it is missing.
    func required() throws -> (tokenURL: String, clientID: String) {
        guard let tokenUrl else { throw ValidationError("--token-url is missing") }
        guard let clientId else { throw ValidationError("--client-id is missing") }
        return (tokenUrl, clientId)
    }

    /// A token, kept or asked for.
    func token() async throws -> TokenResponse {
        let (client, url) = (try self.client(), try required().tokenURL)
        do throws(ClientFailure) {
            return try await client.token(scope: scopeText, resources: resources)
        } catch { throw CommandFailure(error, asking: url) }
    }

    /// Calls resources with tokens of this request; where a kept one is refused, it is dropped and a new one used, once.
    func resourceClient(of url: String) throws -> ResourceClient {
        ResourceClient(
            tokens: try client(), scope: scopeText, resources: resources, connections: reaching.connections(to: url))
    }

    private var resources: [String] { resource.map(\.description) }

    private var scopeText: String? { scope.isEmpty ? nil : ScopeSet(scope.flatMap(\.scopes)).description }

    private func client() throws -> TokenClient {
        let (tokenURL, clientID) = try required()
        let secret = try secretOptions.secret()
        let cache = try cache()
        do throws(ClientFailure) {
            // Whoever sits before it decides whether to wait: a refusal says for how long.
            return try TokenClient(
                tokenURL: tokenURL, credentials: TokenClient.Credentials(id: clientID, secret: secret),
                cache: cache, patience: .zero, connections: reaching.connections(to: tokenURL))
        } catch { throw ReachingOptions.refusal(of: "--token-url", error) }
    }

    private func cache() throws -> TokenCache? {
        guard !noCache, let folder = TokenCache.defaultFolder(environment: ProcessInfo.processInfo.environment) else {
            return nil
        }
        return TokenCache(folder: folder, digest: try OpenSSLDigest())
    }
}
