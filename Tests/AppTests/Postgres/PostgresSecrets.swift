import SteelcutPostgresFixture
import Testing

/// Contract section 6: two servers note what is used with no more rights than `auth_client` has, and lose nothing when
/// they stop.
@Suite struct PostgresSecrets {
    @Test func `uses on two servers add up, and what is retired ends on both`() async throws {
        try await PostgresSite.with { site in
            let old = try await site.admin.addClient()
            let new = try TestClient(printed: try await site.admin.done("clients", "update", old.id, "--add-secret"))
            func listed() async throws -> [JSON] {
                try #require(try JSON(try await site.admin.done("clients", "secrets", old.id)).array)
            }
            let issuer = ["--issuer", "https://as.example", "--throttle-client-failures", "1000000"]
            try await site.server.serving(.authorizationServer, issuer) { first in
                try await first.untilReady()
                try await site.server.serving(.authorizationServer, issuer) { second in
                    try await second.untilReady()
                    for _ in 1...4 { _ = try await first.token(for: old) }
                    for _ in 1...3 { _ = try await second.token(for: old) }
                    let changes = "SELECT value FROM steelcut.change_counter"
                    let before = try await site.database.psql(changes)
                    #expect(try await second.stop() == 0)
                    #expect(try await site.database.psql(changes) == before, "a noted use is no change")
                    #expect(try await listed().map { $0["use_count"]?.integer } == [3, 0])
                }
                _ = try await first.token(for: new)
                #expect(try await first.stop() == 0)
            }
            let secrets = try await listed()
            #expect(secrets.map { $0["use_count"]?.integer } == [7, 1])
            #expect(secrets.map { $0["safe_to_retire"]?.bool } == [true, false])
            #expect(secrets.allSatisfy { $0["last_used"]?.string?.hasSuffix(":00:00Z") == true })

            let id = try #require(secrets[0]["id"]?.string)
            try await site.server.serving(.authorizationServer, issuer) { first in
                try await first.untilReady()
                try await site.server.serving(.authorizationServer, issuer) { second in
                    try await second.untilReady()
                    for server in [first, second] { _ = try await server.token(for: old) }
                    try await site.admin.done("clients", "retire-secret", old.id, id)
                    for server in [first, second] {
                        try await until("the end of the old one", within: .effect) {
                            try await server.answer(to: .token("grant_type=client_credentials&\(old.form)")).status
                                == 401
                        }
                        _ = try await server.token(for: new)
                    }
                }
            }
            #expect(try await listed()[0]["state"]?.string == "retired")
        }
    }

    @Test func `a server whose role may not note uses serves on and says so when it stops`() async throws {
        try await PostgresSite.with { site in
            let client = try await site.admin.addClient()
            try await site.database.psql(
                """
                REVOKE EXECUTE ON FUNCTION
                    steelcut.note_secret_uses(text[], text[], bigint[], bigint[], bigint[]) FROM auth_client
                """)
            try await site.server.serving(.authorizationServer) { server in
                try await server.untilReady()
                _ = try await server.token(for: client)
                #expect(try await server.stop() == 0)
                #expect(server.child.errors.contains("uses of secrets are not noted"), "\(server.child.errors)")
                #expect(!server.child.errors.contains(client.id))
            }
        }
    }
}
