import Foundation
import SteelcutPostgresFixture
import Testing

/// Row 2 of the faults: the primary is lost, its standby is promoted, and everything goes on with what was acknowledged.
@Suite struct Failover {
    @Test(.timeLimit(.minutes(10))) func `nodes go on over the promoted standby, and not back to the old primary`()
        async throws
    {
        let script = try await PostgresSite.setupScript.value
        try await Workspace.with { work in
            try await PostgresPair.withNew { pair in
                try await PostgresDatabase(named: "postgres", in: pair.connectionString).psql(
                    "CREATE DATABASE steelcut")
                let site = PostgresSite(PostgresDatabase(named: "steelcut", in: pair.connectionString), work)
                try await site.database.psql(script)
                try await site.owner.done("init")
                let client = try await site.admin.addClient()
                let arguments = ["--issuer", "https://as.example", "--throttle-client-failures", "1000000"]
                try await site.server.serving(.authorizationServer, arguments) { first in
                    try await site.server.serving(.authorizationServer, arguments) { second in
                        let nodes = [first, second]
                        for node in nodes { try await node.untilReady() }
                        try await lose(pair, site, nodes, client)
                        try await bringBack(pair, site, nodes, client)
                    }
                }
            }
        }
    }

    /// The primary goes, and the standby takes its place.
    private func lose(
        _ pair: PostgresPair, _ site: PostgresSite, _ nodes: [Server], _ client: TestClient
    ) async throws {
        var tokens: [String] = []
        for node in nodes { tokens.append(try await node.token(for: client)) }
        // Acknowledged just before: the standby has it.
        let last = try await site.admin.addClient()
        #expect(try await nodes[0].answer(to: .about(tokens[0], at: "/revoke", by: client)).status == 200)
        try pair.killPrimary()

        // Without a database: known clients have tokens, nobody is told that credentials are wrong.
        for node in nodes {
            _ = try await node.token(for: client)
            #expect(try await node.isActive(tokens[1], by: client))
            let unknown = try await node.answer(to: .token("grant_type=client_credentials&\(last.form)"))
            #expect([200, 503].contains(unknown.status), "\(unknown.text)")
            let revoked = try await node.answer(to: .about(tokens[1], at: "/revoke", by: client))
            #expect(revoked.status == 503, "\(revoked.text)")
        }

        try await pair.promoteStandby()
        for node in nodes {
            try await until("the client of the last moment", within: .seconds(20)) {
                try await node.answer(to: .token("grant_type=client_credentials&\(last.form)")).status == 200
            }
            try await until("the revocation of the last moment", within: .effect) {
                try await !node.isActive(tokens[0], by: client)
            }
            try await until("health", within: .effect) {
                try await node.get("/health/ready").text == #"{"status":"ok"}"#
            }
        }
        // Writes resume, by the command line and by the nodes.
        let new = try await site.admin.addClient()
        for node in nodes { _ = try await node.token(for: new) }
        #expect(try await nodes[1].answer(to: .about(tokens[1], at: "/revoke", by: client)).status == 200)
        try await expectEffect(of: new, site, nodes)
        for node in nodes {
            try await until("the revocation", within: .effect) { try await !node.isActive(tokens[1], by: client) }
        }
    }

    /// The old primary comes back as one, first in the list of hosts: what is written there would be lost.
    private func bringBack(
        _ pair: PostgresPair, _ site: PostgresSite, _ nodes: [Server], _ client: TestClient
    ) async throws {
        let onlyNew = try await site.admin.addClient()
        try await until("the old primary") { try await pair.restartOldPrimary() }
        #expect(try await site.database.psql("SELECT count(*) FROM steelcut.clients WHERE id = '\(onlyNew.id)'") == "0")
        // Their connections are cut: they find the new primary again, though the old one stands first and takes writes.
        let newPrimary = PostgresDatabase(named: "steelcut", in: try pair.promoted())
        try await newPrimary.psql(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = 'auth_client'")
        for node in nodes {
            try await until("the client of the new primary", within: .seconds(20)) {
                try await node.answer(to: .token("grant_type=client_credentials&\(onlyNew.form)")).status == 200
            }
        }
        let connected = try await newPrimary.psql(
            "SELECT count(*) > 0 FROM pg_stat_activity WHERE usename = 'auth_client'")
        #expect(connected == "t")
        let astray = try await site.database.psql(
            "SELECT count(*) FROM pg_stat_activity WHERE usename = 'auth_client' AND query LIKE '%clients%'")
        #expect(astray == "0")
    }

    private func expectEffect(of client: TestClient, _ site: PostgresSite, _ nodes: [Server]) async throws {
        let ask = Call.token("grant_type=client_credentials&\(client.form)")
        for node in nodes { #expect(try await node.answer(to: ask).status == 200) }
        try await site.admin.done("clients", "disable", client.id)
        for node in nodes {
            try await until("the disabling", within: .effect) {
                try await node.answer(to: ask).error == "invalid_client"
            }
        }
    }
}
