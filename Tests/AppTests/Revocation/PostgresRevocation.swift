import SteelcutPostgresFixture
import Testing

/// Contract sections 4 and 6: tokens are taken back over PostgreSQL with no more rights than `auth_client` has.
@Suite struct PostgresRevocation {
    @Test func `by the client on one server, heard of on another, and by the operator on both`() async throws {
        try await PostgresSite.with { site in
            let client = try await site.admin.addClient()
            let gate = try await site.admin.addClient("--resource", "gate", "--introspect", "api_v0.0.1")
            let issuer = ["--issuer", "https://as.example"]
            try await site.server.serving(.authorizationServer, issuer) { first in
                try await first.untilReady()
                try await site.server.serving(.authorizationServer, issuer) { second in
                    try await second.untilReady()
                    let servers = [first, second]
                    let (token, other) = (try await first.token(for: client), try await second.token(for: client))
                    let last = try await first.token(for: client)
                    for server in servers { #expect(try await server.isActive(token, by: gate)) }

                    let revoked = try await first.answer(to: .about(token, at: "/revoke", by: client))
                    #expect(revoked.status == 200 && revoked.body.isEmpty, "\(revoked.text)")
                    #expect(try await !first.isActive(token, by: client))
                    try await until("the news on the other server", within: .effect) {
                        try await !second.isActive(token, by: gate)
                    }
                    let rows = try await site.database.psql(
                        "SELECT kind, subject, counter FROM steelcut.revocations")
                    let name = try #require(try claims(of: token)["jti"]?.string)
                    #expect(rows == "token|\(name)|1")

                    try await site.admin.done("token", "revoke", input: other)
                    for server in servers {
                        try await until("the operator's word", within: .effect) {
                            try await !server.isActive(other, by: client)
                        }
                        #expect(try await server.isActive(last, by: client))
                    }
                    try await site.admin.done("clients", "disable", client.id)
                    for server in servers {
                        try await until("the cut-off", within: .effect) {
                            try await !server.isActive(last, by: gate)
                        }
                        let list = try await server.get("/.well-known/revocations").text
                        #expect(try claims(of: list)["counter"]?.integer == 3)
                    }
                }
            }
        }
    }
}
