import SteelcutPostgresFixture
import Testing

/// Contract section 2: `database.url` is any connection string of libpq's, with all that libpq reads beside it.
@Suite struct PostgresConnections {
    @Test func `service files, variables and several hosts`() async throws {
        try await PostgresSite.with { site in
            let client = try await site.admin.addClient()
            let socket = try PostgresDatabase.clusterSocket().split(separator: "/.s.PGSQL.")
            let (host, port) = (String(socket[0]), String(socket[1]))
            let service = try site.admin.write(
                "[clients]\nhost=\(host)\nport=\(port)\ndbname=\(site.database.name)\nuser=steelcut_admin\n",
                to: "services.conf")
            let rows: [(url: String, environment: [String: String])] = [
                ("service=clients", ["PGSERVICEFILE": service]),
                ("postgresql:///?service=clients", ["PGSERVICEFILE": service]),
                (
                    "postgresql:///\(site.database.name)",
                    ["PGHOST": host, "PGPORT": port, "PGUSER": "steelcut_admin"]
                ),
                (
                    "host=/nowhere,\(host) port=\(port) dbname=\(site.database.name) user=steelcut_admin", [:]
                ),
            ]
            for row in rows {
                let shown = try await site.admin.using(row.url).done(
                    "clients", "show", client.id, environment: row.environment)
                #expect(try JSON(shown)["client_id"]?.string == client.id)
            }
        }
    }

    @Test func `a password from the password file`() async throws {
        try await PostgresSite.with { site in
            let client = try await site.admin.addClient()
            let port = try #require(try PostgresDatabase.clusterSocket().split(separator: ".").last)
            let role = "reader_\(UInt64.random(in: 0 ... .max))"
            try await site.database.psql(
                "CREATE ROLE \(role) LOGIN PASSWORD 'canary' IN ROLE auth_client; GRANT CONNECT ON DATABASE \(site.database.name) TO \(role)"
            )
            let file = try site.server.write("127.0.0.1:\(port):*:\(role):canary\n", to: ".pgpass")
            let work = site.server.using("postgresql://\(role)@127.0.0.1:\(port)/\(site.database.name)")
            try await work.serving(
                .authorizationServer, ["--log-level", "trace"], environment: ["PGPASSFILE": file]
            ) { server in
                try await server.untilReady()
                _ = try await server.token(for: client)
                #expect(try await server.stop() == 0)
                #expect(!(server.child.errors + server.child.output).contains("canary"))
            }
            try await site.database.psql(
                "REVOKE ALL ON DATABASE \(site.database.name) FROM \(role); DROP ROLE \(role)")
        }
    }
}
