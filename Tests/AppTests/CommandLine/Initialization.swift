import Foundation
import Testing

/// Contract section 3: `steelcut init`.
@Suite struct Initialization {
    @Test func `makes store, tables and the first key, once`() async throws {
        try await Workspace.with { work in
            let first = try JSON(try await work.done("init"))
            #expect(first["key_created"]?.bool == true)
            #expect(try #require(first["migrations_applied"]?.integer) > 0)
            #expect(first["next_steps"]?.strings?.count == 3)
            #expect(try work.mode("steelcut-data") == 0o700)
            #expect(try work.mode("steelcut-data/steelcut.db") == 0o600)
            #expect(try work.mode("steelcut-data/keyring") == 0o700)
            let keys = work.names(in: "steelcut-data/keyring")
            #expect(keys.count == 1)
            #expect(try work.mode("steelcut-data/keyring/\(keys[0])") == 0o600)
            let key = try work.read("steelcut-data/keyring/\(keys[0])")

            let second = try JSON(try await work.done("init"))
            #expect(second["key_created"]?.bool == false)
            #expect(second["migrations_applied"]?.integer == 0)
            #expect(second["kid"]?.string == first["kid"]?.string)
            #expect(work.names(in: "steelcut-data/keyring") == keys)
            #expect(try work.read("steelcut-data/keyring/\(keys[0])") == key)
        }
    }

    @Test func `several at once make one store and one key`() async throws {
        try await Workspace.with { work in
            let made = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 1...6 {
                    group.addTask {
                        let run = try await work.run(.commandLine, ["init"])
                        #expect(run.status == 0, "\(run.errors)")
                        return run.output
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }.map { try JSON($0) }
            #expect(work.names(in: "steelcut-data/keyring").count == 1)
            #expect(Set(made.map { $0["kid"]?.string }).count == 1)
            #expect(made.filter { $0["key_created"]?.bool == true }.count == 1)
        }
    }

    @Test func `prints the next steps for people`() async throws {
        try await Workspace.with { work in
            let text = try await work.done("init", "--format", "text")
            for step in ["steelcut clients add", "steelcut-auth", "steelcut token request"] {
                #expect(text.contains(step))
            }
            let elsewhere = try await work.done("init", "--database-url", "sqlite:other.db", "--format", "text")
            #expect(elsewhere.contains("--resource api_v0.0.1 --database-url sqlite:other.db\n"), "\(elsewhere)")
            let again = try await work.done("init", "--format", "text")
            #expect(again.hasPrefix("Nothing to do"))
        }
    }

    @Test func `gives modes whatever the umask`() async throws {
        try await Workspace.with { work in
            // The umask of a child is its parent's: a shell's of its own, not the tests'.
            let run = try await work.run(
                .shell, ["-c", "umask 0; exec \"$0\" init", Executable.commandLine.url.path])
            #expect(run.status == 0)
            #expect(try work.mode("steelcut-data") == 0o700)
            #expect(try work.mode("steelcut-data/steelcut.db") == 0o600)
            let keys = work.names(in: "steelcut-data/keyring")
            #expect(try keys.map { try work.mode("steelcut-data/keyring/\($0)") } == [0o600])
        }
    }

    @Test func `takes folder, store, keyring and algorithm from the settings`() async throws {
        try await Workspace.with { work in
            let made = try JSON(
                try await work.done(
                    "init", "--data-dir", "d", "--keyring", "dir:\(work.path("k"))", "--signing-algorithm", "EdDSA",
                    "--database-url", "sqlite:\(work.path("own.db"))"))
            #expect(made["store"]?.string == "sqlite:\(work.path("own.db"))")
            #expect(made["keyring"]?.string == "dir:\(work.path("k"))")
            #expect(work.names(in: "k").count == 1)
            let keys = try JSON(
                try await work.done(
                    "keys", "list", "--keyring", "dir:k", "--database-url", "sqlite:own.db"))
            #expect(keys.array?.map { $0["algorithm"]?.string } == ["EdDSA"])
        }
    }
}
