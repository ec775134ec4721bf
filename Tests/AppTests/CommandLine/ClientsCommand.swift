import Foundation
import Testing

/// Contract section 3: `steelcut clients`.
@Suite struct ClientsCommand {
    @Test func `add prints the Python package's members first, in their order`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let one = try await work.done("clients", "add", "--name", "Jane Doe", "--resource", "api_v0.0.1")
            #expect(
                one.wholeMatch(
                    of:
                        #/{"grant_type":"client_credentials","client_id":"[0-9a-f]{32}","client_secret":"PRIVATE-[A-Za-z0-9_-]{43}","resource":"api_v0.0.1","name":"Jane Doe"}\n/#
                ) != nil, "\(one)")
            let several = try await work.done(
                "clients", "add", "--name", "n", "--resource", "a b", "--resource", "https://api.example/v1",
                "--scope", "read write", "--scope", "read", "--token-lifetime", "5m", "--grant-type",
                "client_credentials",
                "--grant-type", "urn:example:other")
            #expect(
                several.wholeMatch(
                    of:
                        #/{"grant_type":\["client_credentials","urn:example:other"\],"client_id":"[0-9a-f]{32}","client_secret":"PRIVATE-[A-Za-z0-9_-]{43}","resource":\["a b","https://api.example/v1"\],"scope":"read write","name":"n","token_lifetime":300}\n/#
                ) != nil, "\(several)")
        }
    }

    @Test func `add shows the secret to people too`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let text = try await work.done("clients", "add", "--name", "n", "--resource", "r", "--format", "text")
            #expect(text.contains(#/(?m)^client secret +PRIVATE-[A-Za-z0-9_-]{43}$/#), "\(text)")
            #expect(text.contains(#/(?m)^client id +[0-9a-f]{32}$/#))
        }
    }

    @Test func `a client has a resource unless audience is set`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let refused = try await work.steelcut("clients", "add", "--name", "n")
            #expect(refused.status == 1)
            #expect(refused.output.isEmpty)
            #expect(refused.errors.contains("resource"))
            #expect(refused.errors.contains("audience"))
            #expect(try JSON(try await work.done("clients", "list")).array?.isEmpty == true)
            let added = try JSON(try await work.done("clients", "add", "--name", "n", "--audience", "api"))
            #expect(added["client_id"]?.string != nil)
        }
    }

    @Test func `list is an array of what show prints`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            #expect(try await work.done("clients", "list") == "[]\n")
            let client = try await work.addClient(
                "--resource", "a", "--resource", "b", "--scope", "read write", "--token-lifetime", "90")
            let plain = try await work.addClient("--resource", "c")
            let shown = try await work.done("clients", "show", client.id)
            #expect(
                shown.wholeMatch(
                    of:
                        #/{"client_id":"[0-9a-f]{32}","name":"Jane Doe","grant_types":\["client_credentials"\],"resources":\["a","b"\],"scopes":\["read","write"\],"token_lifetime":90,"enabled":true,"created":"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z"}\n/#
                ) != nil, "\(shown)")
            let other = try await work.done("clients", "show", plain.id)
            #expect(try JSON(other)["scopes"]?.strings == [])
            #expect(try JSON(other)["token_lifetime"]?.isNull == true)
            let lines = [(client.id, shown), (plain.id, other)].sorted { $0.0 < $1.0 }.map { $0.1.dropLast() }
            #expect(try await work.done("clients", "list") == "[" + lines.joined(separator: ",") + "]\n")
            for output in [shown, other] { #expect(!output.contains("PRIVATE-") && !output.contains("argon2")) }
            let table = try await work.done("clients", "list", "--format", "text")
            #expect(table.contains(client.id) && table.contains("read write") && !table.contains("\u{1B}"))
        }
    }

    @Test func `update replaces lists, clears scopes, and leaves the rest`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let client = try await work.addClient("--resource", "a", "--resource", "b", "--scope", "read write")
            func update(_ arguments: String...) async throws -> JSON {
                let run = try await work.run(.commandLine, ["clients", "update", client.id] + arguments)
                try #require(run.status == 0, "\(run.errors)")
                #expect(try await work.done("clients", "show", client.id) == run.output)
                return try run.json()
            }
            var now = try await update("--resource", "c")
            #expect(now["resources"]?.strings == ["c"])
            #expect(now["scopes"]?.strings == ["read", "write"])
            #expect(now["name"]?.string == "Jane Doe")
            now = try await update("--scope", "admin", "--scope", "audit admin")
            #expect(now["scopes"]?.strings == ["admin", "audit"])
            now = try await update("--scope", "")
            #expect(now["scopes"]?.strings == [])
            #expect(now["resources"]?.strings == ["c"])
            now = try await update("--name", "Someone Else", "--token-lifetime", "24h", "--grant-type", "password")
            #expect(now["name"]?.string == "Someone Else")
            #expect(now["token_lifetime"]?.integer == 86_400)
            #expect(now["grant_types"]?.strings == ["password"])
            now = try await update("--token-lifetime", "")
            #expect(now["token_lifetime"]?.isNull == true)
            #expect(now["name"]?.string == "Someone Else")
        }
    }

    @Test func `list is had a page at a time, in the order of the IDs`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            for _ in 1...5 { _ = try await work.addClient() }
            func ids(_ arguments: String...) async throws -> [String] {
                let run = try await work.run(.commandLine, ["clients", "list"] + arguments)
                try #require(run.status == 0, "\(run.errors)")
                return try #require(try run.json().array).compactMap { $0["client_id"]?.string }
            }
            let all = try await ids()
            #expect(all.count == 5 && all == all.sorted())
            #expect(try await ids("--limit", "2") == Array(all[..<2]))
            #expect(try await ids("--limit", "2", "--after", all[1]) == Array(all[2..<4]))
            #expect(try await ids("--after", all[3], "--limit", "2") == [all[4]])
            #expect(try await ids("--after", all[4]).isEmpty)
            #expect(try await ids("--limit", "5") == all)
            #expect(try await ids("--limit", "1000000") == all)
            for wrong in [["--limit", "0"], ["--limit=-1"], ["--limit", "x"], ["--after", ""]] {
                #expect(try await work.run(.commandLine, ["clients", "list"] + wrong).status == 64)
            }
        }
    }

    @Test func `cheap hashes are warned of where a secret is hashed`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let client = try await work.addClient()
            func isWarned(_ command: String) async throws -> Bool {
                // What these tests have for cheap is left out of what programs are seen to say, but not of a shell's.
                let run = try await work.run(
                    .shell, ["-c", "\"$0\" \(command) 2>&1 >/dev/null", Executable.commandLine.url.path])
                #expect(run.status == 0)
                return run.output.contains("hash.memory-kib: 8 is below")
            }
            for command in ["init", "keys list", "clients list", "clients update \(client.id) --name n", "db status"] {
                #expect(try await !isWarned(command), "\(command)")
            }
            for command in ["clients add --name n --resource r", "clients update \(client.id) --new-secret"] {
                #expect(try await isWarned(command), "\(command)")
            }
        }
    }

    @Test func `disable, enable and remove do what they say, and say it`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let client = try await work.addClient()
            for (command, enabled) in [("disable", false), ("disable", false), ("enable", true), ("enable", true)] {
                #expect(try JSON(try await work.done("clients", command, client.id))["enabled"]?.bool == enabled)
                #expect(try JSON(try await work.done("clients", "show", client.id))["enabled"]?.bool == enabled)
            }
            let removed = try JSON(try await work.done("clients", "remove", client.id))
            #expect(removed["client_id"]?.string == client.id)
            #expect(removed["removed"]?.bool == true)
            #expect(try await work.done("clients", "list") == "[]\n")
            for command in ["show", "disable", "enable", "remove"] {
                let run = try await work.steelcut("clients", command, client.id)
                #expect(run.status == 1)
                #expect(run.output.isEmpty)
                #expect(run.errors == "steelcut: there is no client \(client.id); steelcut clients list shows all\n")
            }
        }
    }
}
