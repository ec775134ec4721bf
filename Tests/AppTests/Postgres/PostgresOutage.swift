import Testing

/// Contract sections 4 and 4.1: a store that can't be reached, at start and later.
@Suite struct PostgresOutage {
    /// So that nobody waits longer than needed for a store that is not there.
    private let quick = ["--database-timeout", "1s"]

    @Test func `at start is waited for, answering 503`() async throws {
        try await PostgresSite.with { site in
            let client = try await site.admin.addClient()
            try await PostgresRelay.with { relay in
                let work = site.server.using(relay.connectionString(to: site.database, as: "auth_client"))
                try await work.serving(.authorizationServer, quick) { server in
                    try await expectUnavailable(server, client)
                    for path in ["/health/ready", "/health/live"] {
                        let health = try await server.get(path)
                        #expect(health.status == 503)
                        #expect(health.text == #"{"status":"unavailable"}"#)
                    }
                    #expect(server.child.status == nil)

                    try await relay.mend()
                    try await until("the store", within: .effect) {
                        try await server.get("/health/ready").text == #"{"status":"ok"}"#
                    }
                    #expect(try await server.get("/health/live").status == 200)
                    _ = try await server.token(for: client)
                }
                // One that never saw its store stops in good order too.
                try await relay.cut()
                try await work.serving(.authorizationServer, quick) { server in
                    let (health, status) = try await (server.get("/health/ready"), server.stop())
                    #expect(health.status == 503)
                    #expect(status == 0)
                }
            }
        }
    }

    @Test func `later costs nobody who is remembered, and is over within two seconds of its return`() async throws {
        try await PostgresSite.with { site in
            let known = try await site.admin.addClient()
            let disabled = try await site.admin.addClient()
            let unasked = try await site.admin.addClient()
            try site.server.write("[1]", to: "document.json")
            try await PostgresRelay.with { relay in
                try await relay.mend()
                let work = site.server.using(relay.connectionString(to: site.database, as: "auth_client"))
                try await work.serving(.authorizationServer, quick) { auth in
                    try await work.serving(
                        .resourceServer,
                        ["--issuer", auth.url, "--audience", "api_v0.0.1", "--resource-file", "document.json"]
                    ) { resource in
                        try await auth.untilReady()
                        let old = try await auth.token(for: known)
                        _ = try await auth.token(for: disabled)
                        func status(_ token: String) async throws -> Int {
                            try await resource.get("/api_v0.0.1", "Authorization: Bearer \(token)").status
                        }
                        try await until("the keys") { try await status(old) == 200 }

                        try await relay.cut()
                        try await until("the news") {
                            try await auth.get("/health/ready").text == #"{"status":"degraded"}"#
                        }
                        #expect(try await auth.get("/health/ready").status == 200)
                        #expect(try await auth.get("/health/live").status == 200)
                        let new = try await auth.token(for: known)
                        #expect(try await status(old) == 200)
                        #expect(try await status(new) == 200)
                        #expect(try await auth.get("/.well-known/jwks.json").status == 200)
                        try await expectUnavailable(auth, unasked)
                        try await expectUnavailable(
                            auth, TestClient(id: Commands.unknownID, secret: unasked.secret))
                        // Whether it is wrong can't be told: it may have been made meanwhile.
                        try await expectUnavailable(auth, TestClient(id: known.id, secret: unasked.secret))
                        let added = try TestClient(
                            printed: try await site.admin.done("clients", "update", known.id, "--add-secret"))
                        try await expectUnavailable(auth, added)
                        try await site.admin.done("clients", "disable", disabled.id)

                        try await relay.mend()
                        try await until("the recovery", within: .effect) {
                            try await answer(auth, unasked).status == 200
                        }
                        // What was changed meanwhile was not missed: 503 until that can be told, but never 401.
                        try await until("the new secret", within: .effect) {
                            let status = try await answer(auth, added).status
                            #expect(status == 200 || status == 503)
                            return status == 200
                        }
                        try await until("the disabling", within: .effect) {
                            try await answer(auth, disabled).error == "invalid_client"
                        }
                        try await until("the health", within: .effect) {
                            try await auth.get("/health/ready").text == #"{"status":"ok"}"#
                        }
                        #expect(try await status(old) == 200)
                    }
                }
            }
        }
    }

    @Test func `nobody is remembered for longer than secret-cache.ttl says`() async throws {
        try await PostgresSite.with { site in
            let client = try await site.admin.addClient()
            try await PostgresRelay.with { relay in
                try await relay.mend()
                let work = site.server.using(relay.connectionString(to: site.database, as: "auth_client"))
                try await work.serving(.authorizationServer, quick + ["--secret-cache-ttl", "0"]) { server in
                    try await server.untilReady()
                    _ = try await server.token(for: client)
                    try await relay.cut()
                    // Two seconds after the store last confirmed the client; before that it gets its tokens.
                    try await until("the forgetting", within: .seconds(10)) {
                        let status = try await answer(server, client).status
                        #expect(status == 200 || status == 503)
                        return status == 503
                    }
                    try await expectUnavailable(server, client)
                    try await relay.mend()
                    try await until("the recovery", within: .effect) {
                        try await answer(server, client).status == 200
                    }
                }
            }
        }
    }

    private func answer(_ server: Server, _ client: TestClient) async throws -> Answer {
        try await server.answer(to: .token("grant_type=client_credentials", client.basic))
    }

    /// 503 and when to come back, in time; never 401, never 500.
    private func expectUnavailable(
        _ server: Server, _ client: TestClient, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let start = ContinuousClock.now
        let answer = try await answer(server, client)
        #expect(ContinuousClock.now - start < .seconds(5), sourceLocation: sourceLocation)
        #expect(answer.status == 503, "\(answer.text)", sourceLocation: sourceLocation)
        #expect(answer.error == "temporarily_unavailable", sourceLocation: sourceLocation)
        #expect(try #require(answer["Retry-After"].flatMap { Int($0) }) >= 1, sourceLocation: sourceLocation)
        #expect(answer["Cache-Control"] == "no-store", sourceLocation: sourceLocation)
        #expect(answer["WWW-Authenticate"] == nil, sourceLocation: sourceLocation)
    }
}
