import Testing

/// An authorization server and a resource server that trusts it, which the tests of a suite share.
struct BothSite: Sendable {
    /// Where their data is.
    let work: Workspace
    let auth: Server
    let resource: Server
    /// Resource `api_v0.0.1`, scopes `read`, `write` and `readwrite`.
    let client: TestClient
    /// Resource `other`, the same scopes.
    let otherClient: TestClient
    /// What the resource server serves; it wants the scopes `read` and `write`.
    let document = #"{"about":"This is a protected resource"}"#

    /// The one of the suite that runs.
    @TaskLocal static var current: BothSite?
}

/// Runs both servers around a suite.
struct BothServersScope: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable @concurrent () async throws -> Void
    ) async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let scopes = ["--scope", "read write readwrite"]
            let client = try await work.addClient("--resource", "api_v0.0.1", scopes[0], scopes[1])
            let other = try await work.addClient("--resource", "other", scopes[0], scopes[1])
            try await work.serving(.authorizationServer) { auth in
                try work.write(#"{"about":"This is a protected resource"}"#, to: "document.json")
                try await work.serving(
                    .resourceServer,
                    [
                        "--issuer", auth.url, "--audience", "api_v0.0.1", "--scope", "read write", "--resource-file",
                        "document.json",
                    ]
                ) { resource in
                    try await until("the keys") { try await resource.get("/health/ready").status == 200 }
                    let site = BothSite(work: work, auth: auth, resource: resource, client: client, otherClient: other)
                    try await BothSite.$current.withValue(site) { try await function() }
                }
            }
        }
    }
}

extension Trait where Self == BothServersScope {
    /// Runs an authorization server and a resource server around a suite.
    static var bothServers: Self { Self() }
}
