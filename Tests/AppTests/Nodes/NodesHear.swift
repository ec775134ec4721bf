import SteelcutPostgresFixture
import Testing

/// Several nodes over one PostgreSQL: a change made anywhere takes effect on every one within a second, and within two where
/// the database can't tell them.
@Suite struct NodesHear {
    /// Within a second, with as much again for a machine that has other things to do.
    private static let second = Duration.seconds(2)

    /// Lends two nodes of one issuer, which are ready.
    private func withNodes(_ body: (PostgresSite, [Server]) async throws -> Void) async throws {
        try await PostgresSite.with { site in
            let arguments = ["--issuer", "https://as.example", "--throttle-client-failures", "1000000"]
            try await site.server.serving(.authorizationServer, arguments) { one in
                try await site.server.serving(.authorizationServer, arguments) { two in
                    for node in [one, two] { try await node.untilReady() }
                    try await body(site, [one, two])
                }
            }
        }
    }

    /// How many of the database's connections listen.
    private func listeners(_ site: PostgresSite) async throws -> Int {
        let count = try await site.database.psql(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'")
        return try #require(Int(count))
    }

    /// Disables a client that both nodes remember, and waits until neither gives it a token any more.
    private func expectEffect(
        _ site: PostgresSite, _ nodes: [Server], within limit: Duration,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let client = try await site.admin.addClient()
        let ask = Call.token("grant_type=client_credentials&\(client.form)")
        for node in nodes { #expect(try await node.answer(to: ask).status == 200, sourceLocation: sourceLocation) }
        try await site.admin.done("clients", "disable", client.id)
        let end = ContinuousClock.now.advanced(by: limit)
        for node in nodes {
            try await until("the disabling", within: ContinuousClock.now.duration(to: end)) {
                try await node.answer(to: ask).error == "invalid_client"
            }
        }
    }

    @Test func `both are told by the database, of clients and of revocations`() async throws {
        try await withNodes { site, nodes in
            try await until("both listen") { try await listeners(site) == 2 }
            for _ in 1...3 { try await expectEffect(site, nodes, within: Self.second) }
            let client = try await site.admin.addClient()
            for node in nodes {
                let token = try await node.token(for: client)
                for node in nodes { #expect(try await node.isActive(token, by: client)) }
                #expect(try await node.answer(to: .about(token, at: "/revoke", by: client)).status == 200)
                for node in nodes {
                    try await until("the revocation", within: Self.second) {
                        try await !node.isActive(token, by: client)
                    }
                }
            }
        }
    }

    @Test func `a connection that was killed is made again, and meanwhile they look for themselves`() async throws {
        try await withNodes { site, nodes in
            try await until("both listen") { try await listeners(site) == 2 }
            let killed = try await site.database.psql(
                """
                SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                WHERE datname = current_database() AND query LIKE 'LISTEN%'
                """)
            #expect(killed == "2")
            try await expectEffect(site, nodes, within: .effect)
            try await until("both listen again") { try await listeners(site) == 2 }
            try await expectEffect(site, nodes, within: Self.second)
        }
    }

    @Test func `what is notified by anybody is a hint, and no more`() async throws {
        try await withNodes { site, nodes in
            let client = try await site.admin.addClient()
            try await until("both listen") { try await listeners(site) == 2 }
            try await site.database.psql(
                "SELECT count(pg_notify('steelcut_change', 'drop ' || n)) FROM generate_series(1, 2000) n",
                as: "auth_client")
            for node in nodes { _ = try await node.token(for: client) }
            try await expectEffect(site, nodes, within: Self.second)
        }
    }

    @Test func `where the database tells nobody, every node looks for itself`() async throws {
        try await withNodes { site, nodes in
            // What a pooler that keeps notifications to itself looks like from here.
            try await site.database.psql("DROP TRIGGER notify_change ON steelcut.change_counter")
            try await expectEffect(site, nodes, within: .effect)
        }
    }
}
