public import Logging
import SteelcutConfiguration
import SteelcutResourceServer

extension Steelcut {
    /// The authorization server over this store and keyring, bound to its port.
    ///
    /// - Parameters:
    ///   - host: The address to listen on.
    ///   - port: The port; 0 picks a free one.
    /// - Throws: `ConfigurationError`, `StartFailure`, and what keeps the port from being bound.
    public func authorizationServer(host: String = "127.0.0.1", port: Int = 5000) async throws -> RunnableServer {
        let settings = settings.merging(["http.host": host, "http.port": String(port)]) { $1 }
        return RunnableServer(
            try await AuthorizationServer(
                AuthorizationServerSettings(reading: Self.input(settings)), logger: logger
            ).bind())
    }

    /// A resource server, bound to its port; it needs neither store nor keyring, only the issuer's public keys.
    ///
    /// - Parameters:
    ///   - route: The path of the resource.
    ///   - file: The JSON file that is served there.
    ///   - issuer: Who has to have issued a token: the URL of the authorization server.
    ///   - audience: What a token has to be for; `nil`: the route.
    ///   - host: The address to listen on.
    ///   - port: The port; 0 picks a free one.
    ///   - settings: Other keys of `Docs/Configuration.md` that the resource server has, by their names.
    ///   - logger: Told what the server has to tell.
    /// - Throws: `ConfigurationError`, `StartFailure`, and what keeps the port from being bound.
    public static func resourceServer(
        route: String, file: String, issuer: String, audience: String? = nil, host: String = "127.0.0.1",
        port: Int = 5001, settings: [String: String] = [:], logger: Logger = Logger(label: "steelcut")
    ) async throws -> RunnableServer {
        let named = [
            "resource.route": route, "resource.file": file, "issuer": issuer, "audience": audience ?? route,
            "http.host": host, "http.port": String(port),
        ]
        let settings = try ResourceServerSettings(reading: input(settings.merging(named) { $1 }))
        return RunnableServer(try await ResourceServer(settings, logger: logger).bind())
    }
}
