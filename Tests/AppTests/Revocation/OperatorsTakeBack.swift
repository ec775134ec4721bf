import Testing

/// Contract section 3: what an operator takes back is taken back on running servers within 2 s.
@Suite struct OperatorsTakeBack {
    @Test func `a token, by steelcut token revoke`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let client = try await work.addClient()
            try await work.serving(.authorizationServer) { server in
                let (token, piped) = (try await server.token(for: client), try await server.token(for: client))
                let other = try await server.token(for: client)
                let said = try JSON(try await work.done("token", "revoke", token))
                #expect(said.names == ["jti", "client_id", "revoked"])
                #expect(try said["jti"]?.string == claims(of: token)["jti"]?.string)
                #expect(said["client_id"]?.string == client.id)
                #expect(said["revoked"]?.bool == true)
                try await until("the revocation", within: .effect) { try await !server.isActive(token, by: client) }
                #expect(try await server.isActive(piped, by: client))
                let text = try await work.done("token", "revoke", "--format", "text", input: piped + "\n")
                #expect(text.contains(client.id))
                try await until("the revocation", within: .effect) { try await !server.isActive(piped, by: client) }
                #expect(try await server.isActive(other, by: client))
                // Saying it again is no error.
                try await work.done("token", "revoke", token)

                let changed = token.dropLast(6) + "AAAAAA"
                for wrong in ["a.b.c", String(changed)] {
                    let run = try await work.steelcut("token", "revoke", wrong)
                    #expect(run.status == 1)
                    #expect(run.output.isEmpty)
                    #expect(run.errorLines.count == 1 && run.errors.contains("not valid"), "\(run.errors)")
                }
            }
            // It outlives the server.
            try await work.serving(.authorizationServer) { server in
                let token = try await server.token(for: client)
                #expect(try await server.isActive(token, by: client))
                try await work.done("token", "revoke", token)
                #expect(try await server.stop() == 0)
                try await work.serving(.authorizationServer, ["--issuer", server.url]) { next in
                    try await next.untilReady()
                    #expect(try await !next.isActive(token, by: client))
                }
            }
        }
    }

    @Test func `a client's tokens, by disabling and by removing it`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let gate = try await work.addClient("--resource", "gate", "--introspect", "api_v0.0.1")
            try await work.serving(.authorizationServer) { server in
                let bystander = try await work.addClient()
                let kept = try await server.token(for: bystander)
                for command in ["disable", "remove"] {
                    let client = try await work.addClient()
                    let token = try await server.token(for: client)
                    #expect(try await server.isActive(token, by: gate))
                    try await work.done("clients", command, client.id)
                    try await until("the end of the tokens by \(command)", within: .effect) {
                        try await !server.isActive(token, by: gate)
                    }
                    guard command == "disable" else { continue }
                    // What was ended stays so; whatever token the client gets from then on is good.
                    try await work.done("clients", "enable", client.id)
                    let new = try await firstValue("a token") {
                        try await server.answer(to: .token("grant_type=client_credentials&\(client.form)"))
                            .json()["access_token"]?.string
                    }
                    #expect(try await server.isActive(new, by: gate))
                    #expect(try await !server.isActive(token, by: gate))
                }
                #expect(try await server.isActive(kept, by: gate))
            }
        }
    }
}
