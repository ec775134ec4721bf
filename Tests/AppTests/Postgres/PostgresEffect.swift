import Testing

/// Contract section 3: what the command line changes takes effect on running servers within 2 s, over PostgreSQL.
@Suite struct PostgresEffect {
    @Test func `new secrets, disabling and keys`() async throws {
        try await PostgresSite.with { site in
            let client = try await site.admin.addClient()
            let other = try await site.admin.addClient()
            let instantly = ["--keys-publish-before-use", "0"]
            try await site.server.serving(
                .authorizationServer, instantly + ["--throttle-client-failures", "1000000"]
            ) { server in
                try await server.untilReady()
                func answer(_ client: TestClient) async throws -> Answer {
                    try await server.answer(to: .token("grant_type=client_credentials&\(client.form)"))
                }
                #expect(try await answer(client).status == 200)
                #expect(try await answer(other).status == 200)

                let printed = try await site.admin.steelcut("clients", "update", client.id, "--new-secret")
                let renewed = try TestClient(printed: printed.output)
                try await until("the new secret", within: .effect) { try await answer(renewed).status == 200 }
                try await until("the end of the old", within: .effect) {
                    try await answer(client).error == "invalid_client"
                }
                try await site.admin.done("clients", "disable", other.id)
                try await until("the disabling", within: .effect) {
                    try await answer(other).error == "invalid_client"
                }
                try await site.admin.done("clients", "enable", other.id)
                try await until("the enabling", within: .effect) { try await answer(other).status == 200 }
                try await site.admin.done("clients", "remove", other.id)
                try await until("the removal", within: .effect) {
                    try await answer(other).error == "invalid_client"
                }
                // One that the server has looked for in vain is found once it is there.
                #expect(try await answer(TestClient(id: Commands.unknownID, secret: "x")).status == 401)
                let added = try await site.admin.addClient()
                #expect(try await answer(added).status == 200)

                let rotated = try JSON(
                    try await site.admin.done("keys", "rotate", instantly[0], instantly[1]))
                let kid = try #require(rotated["kid"]?.string)
                try await until("the rotation", within: .effect) {
                    try header(of: try await server.token(for: renewed))["kid"]?.string == kid
                }
                #expect(try await server.get("/.well-known/jwks.json").json()["keys"]?.array?.count == 2)
            }
        }
    }
}
