import Foundation
import SteelcutPostgresFixture
import Testing

/// Contract section 6: owner, admin and server, each with the rights that its work takes.
@Suite struct ThreeRoles {
    @Test func `do the main job as the README walks through it`() async throws {
        try await Workspace.with { work in
            try await PostgresDatabase.withNew(setUpBy: nil) { database in
                // As a superuser; again, it changes nothing.
                for _ in 1...2 {
                    let piped = try await work.run(
                        .shell,
                        [
                            "-c", #""$0" db sql | psql -X -q -v ON_ERROR_STOP=1 -d "$1""#,
                            Executable.commandLine.url.path, database.connectionString(),
                        ])
                    try #require(piped.status == 0, "\(piped.errors)")
                    #expect(piped.output.isEmpty && piped.errors.isEmpty, "\(piped.output)\(piped.errors)")
                }
                let site = PostgresSite(database, work)
                let made = try JSON(try await site.owner.done("init"))
                #expect(made["key_created"]?.bool == true)
                #expect(made["store"]?.string?.contains("user=steelcut_owner") == true)
                let client = try await site.admin.addClient("--resource", "api_v0.0.1", "--scope", "read")

                let document = #"{"about":"This is a protected resource"}"#
                try work.write(document, to: "document.json")
                try await site.server.serving(.authorizationServer) { auth in
                    try await work.serving(
                        .resourceServer,
                        ["--issuer", auth.url, "--audience", "api_v0.0.1", "--resource-file", "document.json"]
                    ) { resource in
                        try await until("the keys") { try await resource.get("/health/ready").status == 200 }
                        let asking = ["--token-url", "\(auth.url)/token", "--client-id", client.id]
                        let secret = ["STEELCUT_CLIENT_SECRET": client.secret]
                        let token = try await work.done(
                            "token", "request", asking[0], asking[1], asking[2], asking[3], "--format", "text",
                            environment: secret)
                        let claims = try AppTests.claims(of: String(token.dropLast()))
                        #expect(claims["client_id"]?.string == client.id)
                        #expect(claims["scope"]?.string == "read")
                        let got = try await work.done(
                            "resource", "get", "\(resource.url)/api_v0.0.1", asking[0], asking[1], asking[2],
                            asking[3], environment: secret)
                        #expect(got == document + "\n")
                    }
                }
            }
        }
    }

    @Test func `have tables that belong to the owner, with hashes of Argon2id and no secret`() async throws {
        try await PostgresSite.with { site in
            let client = try await site.admin.addClient()
            let tables = try await site.database.psql(
                "SELECT relname FROM pg_class WHERE relnamespace = 'steelcut'::regnamespace AND relkind = 'r'"
            ).split(separator: "\n")
            for name in [
                "clients", "client_secrets", "signing_keys", "revocations", "audit_events", "schema_migrations",
            ] {
                #expect(tables.contains { $0 == name }, "\(name)")
            }
            let owners = try await site.database.psql(
                "SELECT DISTINCT relowner::regrole FROM pg_class WHERE relnamespace = 'steelcut'::regnamespace")
            #expect(owners == "steelcut_owner")
            let rows = try await site.database.psql("SELECT s::text FROM steelcut.client_secrets s")
            #expect(rows.contains("$argon2id$v=19$m=8,t=1,p=1$"), "\(rows)")
            #expect(!rows.contains(client.secret.dropFirst("PRIVATE-".count)))
        }
    }

    @Test func `the server's can't write a client, and no one but the owner can migrate`() async throws {
        try await PostgresSite.with { site in
            let client = try await site.admin.addClient()
            let before = try await site.admin.done("clients", "list")
            // It may read what it serves from.
            #expect(try await site.server.done("clients", "list") == before)
            for command in [
                ["clients", "add", "--name", "n", "--resource", "r"], ["clients", "update", client.id, "--name", "n"],
                ["clients", "update", client.id, "--new-secret"], ["clients", "disable", client.id],
                ["clients", "remove", client.id], ["db", "migrate"],
            ] {
                try await expectRefusal(of: command, site.server)
            }
            for statement in [
                "INSERT INTO steelcut.clients DEFAULT VALUES", "UPDATE steelcut.clients SET name = name",
                "DELETE FROM steelcut.clients", "INSERT INTO steelcut.client_secrets DEFAULT VALUES",
                "UPDATE steelcut.client_secrets SET hash = hash", "DELETE FROM steelcut.client_secrets",
                "TRUNCATE steelcut.clients CASCADE", "SET ROLE steelcut_admin", "CREATE TABLE steelcut.mine ()",
            ] {
                let failure = await #expect(throws: PostgresDatabase.Failure.self, "\(statement)") {
                    try await site.database.psql(statement, as: "auth_client")
                }
                #expect(failure?.description.contains("permission denied") == true, "\(statement): \(failure as Any)")
            }
            try await expectRefusal(of: ["db", "migrate"], site.admin)
            #expect(try await site.admin.done("clients", "list") == before)
        }
    }

    private func expectRefusal(of command: [String], _ work: Workspace) async throws {
        let run = try await work.run(.commandLine, command)
        #expect(run.status == 1, "\(command)")
        #expect(run.output.isEmpty, "\(command)")
        #expect(run.errorLines.count == 1, "\(command): \(run.errors)")
        #expect(run.errors.contains("this is not permitted"), "\(command): \(run.errors)")
    }

    @Test func `the server says at start-up what its role can do beyond its work`() async throws {
        try await PostgresSite.with { site in
            let client = try await site.admin.addClient()
            func said(_ work: Workspace, until words: String) async throws -> String {
                try await work.serving(.authorizationServer) { server in
                    try await server.untilReady()
                    _ = try await server.token(for: client)
                    try await until("“\(words)”") { server.child.errors.contains(words) }
                    #expect(try await server.stop() == 0)
                    return server.child.errors
                }
            }
            let warning = "this role can do more than a server needs; use auth_client"
            let ofServer = try await said(site.server, until: "ready")
            #expect(!ofServer.contains(warning), "\(ofServer)")
            #expect(try await said(site.admin, until: warning).contains("DELETE on clients"))
            #expect(try await said(site.owner, until: warning).contains("ownership on clients"))
            // What lets hashes be renewed is an operator's choice, and said too.
            try await site.database.psql("GRANT UPDATE (hash) ON steelcut.client_secrets TO auth_client")
            #expect(try await said(site.server, until: warning).contains("UPDATE on client_secrets"))
        }
    }
}
