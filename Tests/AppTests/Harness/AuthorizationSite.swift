import Testing

/// An authorization server that the tests of a suite share, with a client.
struct AuthorizationSite: Sendable {
    /// Where its data is.
    let work: Workspace
    let server: Server
    /// Resources `api_v0.0.1` and `other`, scopes `read` and `write`.
    let client: TestClient
    /// The same, registered for the grant `password` alone.
    let passwordClient: TestClient
    /// Disabled.
    let disabledClient: TestClient

    /// The one of the suite that runs.
    @TaskLocal static var current: AuthorizationSite?
}

/// Runs an authorization server around a suite.
struct AuthorizationServerScope: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable @concurrent () async throws -> Void
    ) async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let client = try await work.addClient(
                "--resource", "api_v0.0.1", "--resource", "other", "--scope", "read write")
            let password = try await work.addClient("--resource", "api_v0.0.1", "--grant-type", "password")
            let disabled = try await work.addClient()
            try await work.done("clients", "disable", disabled.id)
            try await work.serving(.authorizationServer, ["--throttle-client-failures", "1000000"]) { server in
                let site = AuthorizationSite(
                    work: work, server: server, client: client, passwordClient: password, disabledClient: disabled)
                try await AuthorizationSite.$current.withValue(site) { try await function() }
            }
        }
    }
}

extension Trait where Self == AuthorizationServerScope {
    /// Runs an authorization server around a suite.
    static var authorizationServer: Self { Self() }
}
