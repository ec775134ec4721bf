import Testing

/// Contract section 3: `steelcut clients update ID --new-secret [--overlap DURATION]`, against a running server.
@Suite struct NewSecrets {
    @Test func `a new secret ends the old one at once, with an overlap later, and no third one lives`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let first = try await work.addClient("--resource", "r", "--scope", "read")
            try await work.serving(.authorizationServer, ["--throttle-client-failures", "1000000"]) { server in
                func status(_ client: TestClient) async throws -> Int {
                    try await server.answer(to: .token("grant_type=client_credentials&\(client.form)")).status
                }
                func update(_ arguments: String...) async throws -> Run {
                    try await work.run(.commandLine, ["clients", "update", first.id, "--new-secret"] + arguments)
                }
                #expect(try await status(first) == 200)

                // At once: the old one, remembered by the server, is refused within two seconds.
                let printed = try await update()
                #expect(
                    printed.output.wholeMatch(
                        of:
                            #/{"grant_type":"client_credentials","client_id":"[0-9a-f]{32}","client_secret":"PRIVATE-[A-Za-z0-9_-]{43}","resource":"r","scope":"read","name":"Jane Doe"}\n/#
                    ) != nil, "\(printed.output)")
                let second = try TestClient(printed: printed.output)
                #expect(second.id == first.id)
                #expect(second.secret != first.secret)
                try await until("the old secret's end", within: .effect) { try await status(first) == 401 }
                #expect(try await status(second) == 200)

                // With an overlap both work.
                let third = try TestClient(printed: try await update("--overlap", "1h").output)
                try await until("the new secret's beginning", within: .effect) { try await status(third) == 200 }
                #expect(try await status(second) == 200)

                let refused = try await update("--overlap", "1h")
                #expect(refused.status == 1)
                #expect(refused.output.isEmpty)
                #expect(refused.errors.contains("two secrets of this client are live"))
                #expect(try await status(second) == 200)
                #expect(try await status(third) == 200)

                // Without an overlap both end.
                let fourth = try TestClient(printed: try await update().output)
                try await until("both secrets' end", within: .effect) {
                    let old = [try await status(second), try await status(third)]
                    return old == [401, 401]
                }
                #expect(try await status(fourth) == 200)
            }
        }
    }

    @Test func `an old secret ends with its overlap`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let old = try await work.addClient()
            try await work.serving(.authorizationServer, ["--throttle-client-failures", "1000000"]) { server in
                #expect(try await server.answer(to: .token("grant_type=client_credentials&\(old.form)")).status == 200)
                let new = try TestClient(
                    printed: try await work.done("clients", "update", old.id, "--new-secret", "--overlap", "2s"))
                try await until("the old secret's end", within: .seconds(10)) {
                    try await server.answer(to: .token("grant_type=client_credentials&\(old.form)")).status == 401
                }
                #expect(try await server.answer(to: .token("grant_type=client_credentials&\(new.form)")).status == 200)
            }
        }
    }
}
