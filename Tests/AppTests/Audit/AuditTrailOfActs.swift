import Foundation
import SteelcutPostgresFixture
import Testing

/// `steelcut audit`: every administrative act is an event, whoever's store it is.
@Suite struct AuditTrailOfActs {
    /// Does everything that an operator can do, and returns what the trail should say and what must not be in it.
    private func act(_ work: Workspace) async throws -> (names: [String], secrets: [String]) {
        let client = try await work.addClient("--resource", "r", "--scope", "read")
        try await work.done("clients", "update", client.id, "--name", "other", "--scope", "")
        let replaced = try TestClient(printed: try await work.done("clients", "update", client.id, "--new-secret"))
        let added = try JSON(try await work.done("clients", "update", client.id, "--add-secret", "--expires", "90d"))
        let secret = try #require(added["secret_id"]?.string)
        try await work.done("clients", "retire-secret", client.id, secret)
        try await work.done("clients", "disable", client.id)
        try await work.done("clients", "enable", client.id)
        try await work.done("clients", "remove", client.id)
        try await work.done("keys", "generate")
        let pending = try #require(try JSON(try await work.done("keys", "rotate"))["kid"]?.string)
        try await work.done("keys", "retire", pending)
        try await work.done("keys", "rotate", "--emergency")
        try await work.done("audit", "seal")
        // What is only looked at, or refused, is no act.
        try await work.done("clients", "list")
        #expect(try await work.steelcut("clients", "remove", client.id).status == 1)
        return (
            [
                "key.generated", "audit.sealed", "client.added", "client.updated", "client.secret-replaced",
                "client.secret-added", "client.secret-retired", "client.disabled", "client.enabled", "client.removed",
                "key.generated", "audit.sealed", "key.rotated", "audit.sealed", "key.retired", "audit.sealed",
                "key.emergency-rotated", "audit.sealed", "audit.sealed",
            ],
            [client.secret, replaced.secret, try #require(added["client_secret"]?.string)]
        )
    }

    private func expectTrail(_ work: Workspace) async throws {
        var work = work
        // Who acts is what the system knows, not what a variable says.
        for name in ["USER", "LOGNAME", "SUDO_USER"] { work.environment[name] = "mallory" }
        let (names, secrets) = try await act(work)
        let printed = try await work.done("audit", "list")
        let events = try #require(try JSON(printed).array)
        #expect(events.map { $0["event"]?.string } == names)
        #expect(events.map { $0["seq"]?.integer } == (1...names.count).map { $0 })
        for event in events {
            #expect(event.names == ["seq", "time", "actor", "event", "detail", "hash"])
            #expect(event["actor"]?.string?.wholeMatch(of: #/user:[^()]+\([0-9]+\)/#) != nil)
            #expect(event["actor"]?.string?.hasSuffix("(\(getuid()))") == true)
            #expect(event["time"]?.string?.hasSuffix("Z") == true)
        }
        let changed = try #require(events[3]["detail"])
        #expect(changed.names == ["client_id", "name", "scopes"])
        #expect(changed["name"]?.string == "other" && changed["scopes"]?.strings == [])

        let verified = try JSON(try await work.done("audit", "verify"))
        #expect(
            verified.names == ["ok", "events", "sealed_through", "unsealed", "kid", "key_known", "fault"])
        #expect(verified["ok"]?.bool == true && verified["fault"]?.isNull == true)
        #expect(verified["events"]?.integer == names.count)
        #expect(verified["sealed_through"]?.integer == names.count - 1)
        #expect(verified["unsealed"]?.integer == 1 && verified["key_known"]?.bool == true)

        let exported = try await work.done("audit", "export")
        #expect(exported.split(separator: "\n").count == names.count + 1)
        for text in [printed, exported, try await work.done("audit", "list", "--format", "text")] {
            #expect(!text.contains("mallory") && !text.contains("argon2") && !text.contains("PRIVATE"))
            for secret in secrets { #expect(!text.contains(secret.dropFirst("PRIVATE-".count))) }
        }
        #expect(!exported.contains(#/\\"d\\":/#))
    }

    @Test func `tells of everything on SQLite`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            try await expectTrail(work)
        }
    }

    @Test func `tells of everything on PostgreSQL, as the admin`() async throws {
        try await PostgresSite.with { site in try await expectTrail(site.admin) }
    }

    @Test func `is listed from a time on, and its end, as text for people`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            for _ in 1...3 { _ = try await work.addClient() }
            func listed(_ arguments: String...) async throws -> [Int?] {
                let run = try await work.run(.commandLine, ["audit", "list"] + arguments)
                #expect(run.status == 0, "\(run.errors)")
                return try (JSON(run.output).array ?? []).map { $0["seq"]?.integer }
            }
            #expect(try await listed() == [1, 2, 3, 4, 5])
            #expect(try await listed("--limit", "2") == [4, 5])
            #expect(try await listed("--limit", "9") == [1, 2, 3, 4, 5])
            #expect(try await listed("--since", "1h") == [1, 2, 3, 4, 5])
            #expect(try await listed("--since", "1h", "--limit", "1") == [5])
            #expect(try await listed("--since", "2026-01-01T00:00:00Z") == [1, 2, 3, 4, 5])
            #expect(try await listed("--since", "9999-12-31") == [])
            let text = try await work.done("audit", "list", "--format", "text")
            #expect(text.hasPrefix("SEQ  TIME "))
            #expect(text.contains(#/client\.added +client_id=[0-9a-f]{32} name=Jane Doe/#))
            #expect(!text.contains("jwk"))
        }
    }

    @Test func `of many at once is one chain`() async throws {
        try await PostgresSite.with { site in
            try await Workspace.with { embedded in
                try await embedded.done("init")
                for work in [site.admin, embedded] {
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        for _ in 1...8 { group.addTask { _ = try await work.addClient() } }
                        try await group.waitForAll()
                    }
                    let verified = try JSON(try await work.done("audit", "verify"))
                    #expect(verified["ok"]?.bool == true && verified["events"]?.integer == 10)
                }
            }
        }
    }

    @Test func `an act that it can't be told of is done, and the command says so and fails`() async throws {
        try await PostgresSite.with { site in
            try await site.database.psql("REVOKE INSERT ON steelcut.audit_events FROM steelcut_admin")
            let run = try await site.admin.steelcut("clients", "add", "--name", "n", "--resource", "r")
            #expect(run.status == 1)
            // The secret is shown this once, whatever else.
            let client = try TestClient(printed: run.output)
            #expect(run.errorLines.count == 1)
            #expect(run.errors.contains("done, but not in the audit trail: client.added"), "\(run.errors)")
            #expect(run.errors.contains("this is not permitted") && !run.errors.contains(client.secret))
            #expect(try await site.admin.done("clients", "show", client.id).contains(client.id))
        }
    }
}
