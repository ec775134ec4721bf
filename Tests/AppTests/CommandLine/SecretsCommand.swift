import Testing

/// `steelcut clients secrets`, `retire-secret`, `update --add-secret` and `--expires`, against running servers.
@Suite struct SecretsCommand {
    static let members: Set = [
        "id", "hint", "created", "expires", "last_used", "use_count", "state", "safe_to_retire",
    ]

    @Test func `a new client has one secret, listed without it and without its hash`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let client = try await work.addClient()
            let printed = try await work.done("clients", "secrets", client.id)
            let secret = try #require(try JSON(printed).array?.first)
            #expect(secret.names == Self.members)
            #expect(secret["id"]?.string?.wholeMatch(of: /[0-9a-f]{16}/) != nil)
            #expect(secret["hint"]?.string == String(client.secret.suffix(4)))
            #expect(secret["created"]?.string?.hasSuffix("Z") == true)
            #expect(secret["expires"]?.isNull == true && secret["last_used"]?.isNull == true)
            #expect(secret["use_count"]?.integer == 0)
            #expect(secret["state"]?.string == "live")
            #expect(secret["safe_to_retire"]?.bool == false)
            let text = try await work.done("clients", "secrets", client.id, "--format", "text")
            #expect(text.hasPrefix("ID "))
            #expect(text.contains("…\(client.secret.suffix(4))"))
            for text in [printed, text] {
                #expect(!text.contains("argon2") && !text.contains(client.secret.dropFirst(8).prefix(6)))
            }
        }
    }

    @Test func `a secret is rotated as Docs/Operations.md says, and the list shows when the old one can go`()
        async throws
    {
        try await Workspace.with { work in
            try await work.done("init")
            let old = try await work.addClient()
            func secrets() async throws -> [JSON] {
                try #require(try JSON(try await work.done("clients", "secrets", old.id)).array)
            }
            let added = try await work.done("clients", "update", old.id, "--add-secret")
            let new = try TestClient(printed: added)
            let newID = try #require(try JSON(added)["secret_id"]?.string)
            #expect(new.id == old.id)
            #expect(try await secrets().map { $0["state"]?.string } == ["live", "live"])

            // What was used is written when the server stops, at the latest.
            try await work.serving(.authorizationServer) { server in
                for _ in 1...3 { _ = try await server.token(for: old) }
            }
            var listed = try await secrets()
            #expect(listed.map { $0["use_count"]?.integer } == [3, 0])
            #expect(listed.map { $0["safe_to_retire"]?.bool } == [false, false])
            #expect(listed[0]["last_used"]?.string?.hasSuffix(":00:00Z") == true)

            try await work.serving(.authorizationServer) { server in
                for _ in 1...2 { _ = try await server.token(for: new) }
                #expect(
                    try await server.answer(to: .token("grant_type=client_credentials&\(wrong(old))")).status == 401)
            }
            listed = try await secrets()
            #expect(listed.map { $0["use_count"]?.integer } == [3, 2])
            #expect(listed.map { $0["safe_to_retire"]?.bool } == [true, false])
            #expect(listed[1]["id"]?.string == newID)

            let oldID = try #require(listed[0]["id"]?.string)
            try await work.serving(.authorizationServer, ["--throttle-client-failures", "1000000"]) { server in
                func status(_ client: TestClient) async throws -> Int {
                    try await server.answer(to: .token("grant_type=client_credentials&\(client.form)")).status
                }
                #expect(try await status(old) == 200)
                let retired = try JSON(try await work.done("clients", "retire-secret", old.id, oldID))
                #expect(retired.names == ["client_id", "secret_id", "retired", "live_secrets", "tokens_revoked"])
                #expect(retired["secret_id"]?.string == oldID)
                #expect(retired["live_secrets"]?.integer == 1)
                #expect(retired["tokens_revoked"]?.bool == false)
                try await until("the end of the old one", within: .effect) { try await status(old) == 401 }
                #expect(try await status(new) == 200)
            }
            // The last use of it is on record after its end.
            listed = try await secrets()
            #expect(listed.map { $0["state"]?.string } == ["retired", "live"])
            #expect((listed[0]["use_count"]?.integer ?? 0) >= 4)
            #expect(listed[0]["safe_to_retire"]?.bool == false)
            // Saying it again changes nothing.
            try await work.done("clients", "retire-secret", old.id, oldID)
            #expect(try await secrets()[0]["expires"]?.string == listed[0]["expires"]?.string)
        }
    }

    /// The client's form with a secret that begins as its own does and is not.
    private func wrong(_ client: TestClient) -> String {
        TestClient(id: client.id, secret: String(client.secret.dropLast(4)) + "AAAA").form
    }

    @Test func `retiring takes the client's tokens back where it is told to`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let gate = try await work.addClient("--resource", "gate", "--introspect", "api_v0.0.1")
            let client = try await work.addClient()
            let listed = try JSON(try await work.done("clients", "secrets", client.id))
            let id = try #require(listed.array?.first?["id"]?.string)
            try await work.serving(.authorizationServer) { server in
                let token = try await server.token(for: client)
                #expect(try await server.isActive(token, by: gate))
                let text = try await work.done(
                    "clients", "retire-secret", client.id, id, "--revoke-tokens", "--format", "text")
                #expect(text.contains("None of its secrets is live"))
                #expect(text.contains("no longer taken"))
                try await until("the end of the token", within: .effect) {
                    try await !server.isActive(token, by: gate)
                }
            }
        }
    }

    @Test func `ten may live, an eleventh is refused, and one that is retired makes room`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let client = try await work.addClient()
            var latest = ""
            for _ in 2...10 { latest = try await work.done("clients", "update", client.id, "--add-secret") }
            let refused = try await work.steelcut("clients", "update", client.id, "--add-secret", "--name", "other")
            #expect(refused.status == 1)
            #expect(refused.output.isEmpty)
            #expect(refused.errors.contains("ten secrets of this client are live"))
            #expect(try JSON(try await work.done("clients", "show", client.id))["name"]?.string == "Jane Doe")
            let id = try #require(try JSON(latest)["secret_id"]?.string)
            try await work.done("clients", "retire-secret", client.id, id)
            try await work.done("clients", "update", client.id, "--add-secret")
            let states = try JSON(try await work.done("clients", "secrets", client.id)).array?.map {
                $0["state"]?.string
            }
            #expect(states?.count { $0 == "live" } == 10)
            #expect(states?.count { $0 == "retired" } == 1)
            // A new one without an overlap ends them all.
            try await work.done("clients", "update", client.id, "--new-secret")
            let after = try JSON(try await work.done("clients", "secrets", client.id)).array?.map {
                $0["state"]?.string
            }
            #expect(after?.count { $0 == "live" } == 1)
            #expect(after?.count { $0 == "retired" } == 10)
        }
    }

    @Test func `a secret ends when it is to`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let printed = try await work.done(
                "clients", "add", "--name", "n", "--resource", "r", "--expires", "2s")
            #expect(try JSON(printed)["secret_expires"]?.string?.hasSuffix("Z") == true)
            let client = try TestClient(printed: printed)
            let longer = try TestClient(
                printed: try await work.done("clients", "update", client.id, "--add-secret", "--expires", "90d"))
            try await work.serving(.authorizationServer, ["--throttle-client-failures", "1000000"]) { server in
                func status(_ client: TestClient) async throws -> Int {
                    try await server.answer(to: .token("grant_type=client_credentials&\(client.form)")).status
                }
                try await until("the end of the first", within: .seconds(10)) { try await status(client) == 401 }
                #expect(try await status(longer) == 200)
            }
            let listed = try JSON(try await work.done("clients", "secrets", client.id)).array ?? []
            #expect(listed.map { $0["state"]?.string } == ["expired", "live"])
            #expect(listed.allSatisfy { $0["expires"]?.string != nil })
        }
    }

    @Test func `what there is not is said in one line`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let client = try await work.addClient()
            for (arguments, words) in [
                (["secrets", Commands.unknownID], "there is no client"),
                (["retire-secret", Commands.unknownID, "0000000000000000"], "there is no client"),
                (["retire-secret", client.id, "0000000000000000"], "no secret of this ID"),
                (["retire-secret", client.id, "'; --"], "no secret of this ID"),
            ] {
                let run = try await work.run(.commandLine, ["clients"] + arguments)
                #expect(run.status == 1)
                #expect(run.output.isEmpty)
                #expect(run.errorLines.count == 1 && run.errors.contains(words), "\(run.errors)")
            }
        }
    }
}
