import Foundation
import Testing

/// Contract section 2: `token.lifetime`, `audience`, `issuer`, `secret-cache.ttl`, `throttle.client-failures`.
@Suite struct AuthorizationSettings {
    @Test func `lifetime and audience are defaults that a client's own come before`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let bare = try await TestClient(
                printed: work.done("clients", "add", "--name", "n", "--audience", "https://api.example"))
            let own = try await work.addClient("--resource", "r", "--token-lifetime", "90")
            try await work.serving(
                .authorizationServer, ["--token-lifetime", "5m", "--audience", "https://api.example"]
            ) { server in
                func answer(_ client: TestClient, _ form: String = "") async throws -> JSON {
                    try await server.answer(to: .token("grant_type=client_credentials&\(client.form)&\(form)")).json()
                }
                let first = try await answer(bare)
                #expect(first["expires_in"]?.integer == 300)
                #expect(first["resource"]?.string == "https://api.example")
                let token = try #require(first["access_token"]?.string)
                #expect(try claims(of: token)["aud"]?.string == "https://api.example")
                #expect(
                    try #require(claims(of: token)["exp"]?.integer) - #require(claims(of: token)["iat"]?.integer) == 300
                )
                let second = try await answer(own)
                #expect(second["expires_in"]?.integer == 90)
                #expect(second["resource"]?.string == "r")
                // The default is no right: what neither client nor request names can't be asked for.
                #expect(
                    try await answer(own, "resource=https%3A%2F%2Fapi.example")["error"]?.string == "invalid_target")
            }
        }
    }

    @Test func `an issuer with a path is served below it too`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let client = try await work.addClient()
            let issuer = "https://as.example/tenants/a"
            try await work.serving(.authorizationServer, ["--issuer", issuer]) { server in
                for path in ["/token", "/tenants/a/token"] {
                    let answer = try await server.answer(
                        to: .token("grant_type=client_credentials&\(client.form)", path: path))
                    #expect(answer.status == 200)
                    let token = try #require(try answer.json()["access_token"]?.string)
                    #expect(try claims(of: token)["iss"]?.string == issuer)
                }
                let insertion = try await server.get("/.well-known/oauth-authorization-server/tenants/a")
                #expect(insertion.status == 200)
                let json = try insertion.json()
                #expect(json["issuer"]?.string == issuer)
                #expect(json["token_endpoint"]?.string == issuer + "/token")
                #expect(json["jwks_uri"]?.string == issuer + "/.well-known/jwks.json")
                for path in [
                    "/.well-known/oauth-authorization-server", "/tenants/a/.well-known/oauth-authorization-server",
                ] {
                    #expect(try await server.get(path).body == insertion.body)
                }
                for path in ["/.well-known/jwks.json", "/health/live", "/health/ready"] {
                    #expect(try await server.get(path).status == 200)
                    #expect(try await server.get("/tenants/a" + path).status == 200)
                    #expect(try await server.get("/tenants/b" + path).status == 404)
                }
                #expect(try await server.get("/tenants/a/token").status == 405)
            }
        }
    }

    @Test func `plain http off loopback is warned of`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            try await work.serving(.authorizationServer, ["--issuer", "http://as.example"]) { server in
                #expect(server.child.errors.contains("plain http off loopback"))
            }
        }
    }

    @Test func `too many failures get 429, and a good secret 200`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let client = try await work.addClient()
            let fresh = try await work.addClient()
            try await work.serving(.authorizationServer, ["--throttle-client-failures", "3"]) { server in
                func answer(_ id: String, _ secret: String) async throws -> Answer {
                    try await server.answer(
                        to: .token("grant_type=client_credentials", TestClient.basic(id, secret)))
                }
                #expect(try await answer(client.id, client.secret).status == 200)
                for id in [client.id, Commands.unknownID, fresh.id] {
                    for _ in 1...3 { #expect(try await answer(id, "PRIVATE-wrong").status == 401) }
                    let refused = try await answer(id, "PRIVATE-wrong")
                    #expect(refused.status == 429)
                    #expect(refused.error == "temporarily_unavailable")
                    #expect(try #require(refused["Retry-After"].flatMap { Int($0) }) >= 1)
                    #expect(refused["Cache-Control"] == "no-store")
                }
                // Remembered, and one that was never seen before.
                #expect(try await answer(client.id, client.secret).status == 200)
                #expect(try await answer(fresh.id, fresh.secret).status == 200)
                #expect(try await answer(fresh.id, "PRIVATE-wrong").status == 429)
            }
        }
    }

    @Test(arguments: ["0", "1h"])
    func `with any secret-cache.ttl good secrets are good and bad ones bad`(_ ttl: String) async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let client = try await work.addClient()
            try await work.serving(.authorizationServer, ["--secret-cache-ttl", ttl]) { server in
                func status(_ secret: String) async throws -> Int {
                    try await server.answer(
                        to: .token("grant_type=client_credentials", TestClient.basic(client.id, secret))
                    ).status
                }
                for _ in 1...3 {
                    #expect(try await status(client.secret) == 200)
                    #expect(try await status(client.secret + "x") == 401)
                }
                try await work.done("clients", "disable", client.id)
                try await until("the disabling", within: .effect) { try await status(client.secret) == 401 }
            }
        }
    }

    @Test func `the store taken away, the server goes on with what it remembers, degraded`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let client = try await work.addClient()
            try await work.serving(.authorizationServer) { server in
                _ = try await server.token(for: client)
                let folder = work.path("steelcut-data")
                try FileManager.default.moveItem(atPath: folder + "/keyring", toPath: folder + "/gone")
                try await until("the news") {
                    try await server.get("/health/ready").text == #"{"status":"degraded"}"#
                }
                #expect(try await server.get("/health/ready").status == 200)
                _ = try await server.token(for: client)
                try FileManager.default.moveItem(atPath: folder + "/gone", toPath: folder + "/keyring")
                try await until("the recovery") { try await server.get("/health/ready").text == #"{"status":"ok"}"# }
            }
        }
    }
}
