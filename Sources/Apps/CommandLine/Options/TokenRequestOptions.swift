import ArgumentParser
import Foundation
import SteelcutClient
import SteelcutDomain
import SteelcutOpenSSL
import SteelcutSystemClock

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
        let (client, cache) = try prepared()
        return try await token(client, cache)
    }

    /// Uses a token; where a kept one is refused, it is dropped and a new one used, once.
    func withToken<Value>(_ use: (BearerToken) async throws -> Value) async throws -> Value {
        let (client, cache) = try prepared()
        do {
            return try await use(try await token(client, cache).accessToken)
        } catch let failure as ClientFailure {
            guard let cache, case .refused(status: 401, "invalid_token", _, _) = failure else { throw failure }
            cache.forget(client, resources: resources, scopes: scopes)
            return try await use(try await token(client, cache).accessToken)
        }
    }

    private func token(_ client: TokenClient, _ cache: TokenCache?) async throws -> TokenResponse {
        guard let cache else { return try await client.token(resources: resources, scopes: scopes) }
        return try await cache.token(from: client, resources: resources, scopes: scopes)
    }

    private var resources: [String] { resource.map(\.description) }

    private var scopes: String? { scope.isEmpty ? nil : ScopeSet(scope.flatMap(\.scopes)).description }

    private func prepared() throws -> (TokenClient, TokenCache?) {
        let (tokenURL, clientID) = try required()
        let client: TokenClient
        let secret = try secretOptions.secret()
        do throws(ClientFailure) {
            client = try TokenClient(tokenURL: tokenURL, clientID: clientID, secret: secret)
        } catch { throw ValidationError("--token-url: \(error)") }
        guard !noCache, let folder = TokenCache.defaultFolder(environment: ProcessInfo.processInfo.environment) else {
            return (client, nil)
        }
        return (client, TokenCache(folder: folder, digest: try OpenSSLDigest(), clock: SystemClock()))
    }
}
