import Testing

/// Contract section 3: what the command line changes takes effect on running servers within 2 s, on SQLite too.
@Suite struct CommandsTakeEffect {
    @Test func `on clients`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            try await work.serving(.authorizationServer) { server in
                // A client that is added works at once, known or not so far.
                let client = try await work.addClient("--resource", "r", "--scope", "read")
                func answer(_ form: String = "") async throws -> Answer {
                    try await server.answer(to: .token("grant_type=client_credentials&\(client.form)&\(form)"))
                }
                try await until("the new client", within: .effect) { try await answer().status == 200 }
                try await work.done("clients", "disable", client.id)
                try await until("the disabling", within: .effect) { try await answer().error == "invalid_client" }
                try await work.done("clients", "enable", client.id)
                try await until("the enabling", within: .effect) { try await answer().status == 200 }
                try await work.done("clients", "update", client.id, "--scope", "write", "--token-lifetime", "90")
                try await until("the new scope", within: .effect) {
                    try await answer("scope=read").error == "invalid_scope"
                }
                #expect(try await answer().json()["expires_in"]?.integer == 90)
                try await work.done("clients", "update", client.id, "--grant-type", "password")
                try await until("the new grant", within: .effect) { try await answer().error == "unauthorized_client" }
                try await work.done("clients", "remove", client.id)
                try await until("the removal", within: .effect) { try await answer().error == "invalid_client" }
            }
        }
    }

    @Test func `on keys, which are published before they sign`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let client = try await work.addClient()
            try await work.serving(.authorizationServer, ["--keys-publish-before-use", "60"]) { server in
                #expect(try await server.get("/.well-known/jwks.json")["Cache-Control"] == "public, max-age=30")
                let old = try header(of: try await server.token(for: client))["kid"]?.string
                // How long is kept with the key, whatever the server's own setting is.
                let made = try JSON(try await work.done("keys", "rotate", "--keys-publish-before-use", "3s"))
                let new = try #require(made["kid"]?.string)
                #expect(made["state"]?.string == "pending")
                try await until("the publishing", within: .effect) {
                    try await server.get("/.well-known/jwks.json").text.contains(new)
                }
                try await until("the signing") {
                    let kid = try header(of: try await server.token(for: client))["kid"]?.string
                    #expect(kid == old || kid == new)
                    return kid == new
                }
                let states = try JSON(try await work.done("keys", "list")).array?.map { $0["state"]?.string }
                #expect(states == ["retired", "active"])
            }
        }
    }

    @Test func `on keys, and on the tokens that a resource server takes`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let client = try await work.addClient()
            try work.write("{}", to: "document.json")
            let instantly = ["--keys-publish-before-use", "0"]
            try await work.serving(.authorizationServer, instantly) { auth in
                #expect(try await auth.get("/.well-known/jwks.json")["Cache-Control"] == "public, max-age=0")
                try await work.serving(
                    .resourceServer,
                    ["--issuer", auth.url, "--audience", "api_v0.0.1", "--resource-file", "document.json"]
                ) { resource in
                    func status(_ token: String) async throws -> Int {
                        try await resource.get("/api_v0.0.1", "Authorization: Bearer \(token)").status
                    }
                    let old = try await auth.token(for: client)
                    try await until("the keys") { try await status(old) == 200 }
                    let rotated = try JSON(try await work.done("keys", "rotate", instantly[0], instantly[1]))
                    let kid = try #require(rotated["kid"]?.string)
                    try await until("the rotation", within: .effect) {
                        try header(of: try await auth.token(for: client))["kid"]?.string == kid
                    }
                    // The resource server learns the key when it is asked for it, and the old token is good still.
                    let new = try await auth.token(for: client)
                    try await until("the new key", within: .seconds(15)) { try await status(new) == 200 }
                    #expect(try await status(old) == 200)
                    #expect(try await auth.get("/.well-known/jwks.json").json()["keys"]?.array?.count == 2)

                    // A pending key is published before it signs.
                    try await work.done("keys", "generate", "--keys-publish-before-use", "1h")
                    try await until("the pending key", within: .effect) {
                        try await auth.get("/.well-known/jwks.json").json()["keys"]?.array?.count == 3
                    }
                    #expect(try header(of: try await auth.token(for: client))["kid"]?.string == kid)
                }
            }
        }
    }
}
