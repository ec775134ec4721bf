import Foundation
import SteelcutPostgresFixture
import Testing

/// What servers tell the audit trail, with no more rights than `auth_client` has.
@Suite struct AuditTrailOfServers {
    @Test func `a client that takes a token back is named, and the server can't read the trail`() async throws {
        try await PostgresSite.with { site in
            let client = try await site.admin.addClient()
            try await site.server.serving(.authorizationServer) { server in
                try await server.untilReady()
                let (token, other) = (try await server.token(for: client), try await server.token(for: client))
                for _ in 1...2 {
                    let revoked = try await server.answer(to: .about(token, at: "/revoke", by: client))
                    #expect(revoked.status == 200, "\(revoked.text)")
                }
                try await site.admin.done("token", "revoke", input: other)
                let events = try #require(try JSON(try await site.admin.done("audit", "list", "--limit", "2")).array)
                #expect(events.map { $0["event"]?.string } == ["token.revoked", "token.revoked"])
                #expect(events[0]["actor"]?.string == "client:\(client.id)")
                #expect(events[1]["actor"]?.string?.hasPrefix("user:") == true)
                for (event, token) in zip(events, [token, other]) {
                    #expect(event["detail"]?.names == ["client_id", "jti"])
                    #expect(event["detail"]?["client_id"]?.string == client.id)
                    #expect(event["detail"]?["jti"]?.string == (try claims(of: token)["jti"]?.string))
                }
            }
            for command in ["list", "verify", "export"] {
                let run = try await site.server.steelcut("audit", command)
                #expect(run.status == 1 && run.errors.contains("this is not permitted"), "\(run.errors)")
            }
            #expect(try await site.admin.steelcut("audit", "verify").status == 0)
        }
    }

    @Test func `whatever the server's role inserts becomes a link of the chain`() async throws {
        try await PostgresSite.with { site in
            for sql in [
                "INSERT INTO steelcut.audit_events VALUES (1, 5, 'a', 'b', 'c', '', '')",
                "INSERT INTO steelcut.audit_events (seq, at, actor, event, detail, previous_hash, hash)"
                    + " SELECT 9000 + n, n, 'client:é', 'x.y', '{}', '\\x00', '\\x00' FROM generate_series(1, 50) n",
            ] {
                try await site.database.psql(sql, as: "auth_client")
            }
            let verified = try JSON(try await site.admin.done("audit", "verify"))
            #expect(verified["ok"]?.bool == true && verified["events"]?.integer == 53)
        }
    }

    @Test func `a flood of wrong secrets is one event, written when the server stops`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let client = try await work.addClient()
            let refused = try await work.serving(
                .authorizationServer, ["--throttle-client-failures", "3"]
            ) { server in
                var refused = 0
                for number in 1...40 {
                    let form = "grant_type=client_credentials&client_id=\(client.id)&client_secret=wrong\(number)"
                    if try await server.answer(to: .token(form)).status == 429 { refused += 1 }
                }
                for number in 1...6 {
                    let form = "grant_type=client_credentials&client_id=PRIVATE-lost&client_secret=wrong\(number)"
                    _ = try await server.answer(to: .token(form))
                }
                let events = try await work.done("audit", "list")
                #expect(!events.contains("client.locked-out"))
                return refused
            }
            #expect(refused == 37)
            let printed = try await work.done("audit", "list")
            let events = try #require(try JSON(printed).array?.filter { $0["event"]?.string == "client.locked-out" })
            try #require(events.count == 2)
            #expect(events.allSatisfy { $0["actor"]?.string == "server" })
            #expect(events[0]["detail"]?["client_id"]?.string == client.id)
            #expect(events[0]["detail"]?["count"]?.integer == refused)
            // Who sends a secret for an ID does not find it in the trail.
            #expect(events[1]["detail"]?["client_id"]?.isNull == true)
            #expect(events[1]["detail"]?["count"]?.integer == 3)
            #expect(!printed.contains("lost"))
            #expect(try await work.steelcut("audit", "verify").status == 0)
        }
    }
}
