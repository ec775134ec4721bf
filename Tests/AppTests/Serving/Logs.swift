import Testing

/// Contract section 2: `log.level`, `log.format`, and what is warned of at start-up.
@Suite struct Logs {
    @Test(arguments: [Executable.authorizationServer, .resourceServer])
    func `are JSON where no terminal reads them, or text, from the level on`(_ executable: Executable) async throws {
        try await Workspace.with { work in
            try await work.done("init")
            try work.write("{}", to: "r.json")
            func lines(_ flags: String...) async throws -> [Substring] {
                try await work.serving(executable, ConfigurationPrecedence.required(executable) + flags) { server in
                    _ = try await server.get("/health/live")
                    #expect(try await server.stop() == 0)
                    #expect(server.child.output.isEmpty)
                    return server.child.errors.split(separator: "\n")
                }
            }
            for flags in [[], ["--log-format", "json"]] {
                let json = try await flags.isEmpty ? lines() : lines(flags[0], flags[1])
                #expect(json.contains { $0.contains("listening") })
                for line in json {
                    let names = try JSON(String(line)).names
                    #expect(names.isSuperset(of: ["level", "message"]), "\(line)")
                }
            }
            let text = try await lines("--log-format", "text")
            #expect(text.contains { $0.contains("listening") })
            #expect(!text.contains { $0.hasPrefix("{") || $0.contains("\u{1B}") })
            #expect(try await lines("--log-level", "critical").isEmpty)
        }
    }

    @Test func `warn of hashes that are cheaper than the default`() async throws {
        try await Workspace.with { work in
            for executable in [Executable.commandLine, .authorizationServer] {
                func said(_ memory: String) async throws -> String {
                    let child = try Child(
                        executable,
                        executable == .commandLine ? ["clients", "add", "--name", "n", "--resource", "r"] : [],
                        environment: work.environment.merging(["STEELCUT_HASH_MEMORY_KIB": memory]) { $1 }
                            .merging(["STEELCUT_HASH_ITERATIONS": "2"]) { $1 }, in: work.folder)
                    // There is no store yet.
                    let status = try await child.ending()
                    #expect(status == 1)
                    return child.errors
                }
                let (cheap, usual) = try await (said("8"), said("19456"))
                #expect(cheap.contains("new hashes are easier to guess secrets from"), "\(cheap)")
                #expect(!usual.contains("new hashes are easier"), "\(usual)")
            }
        }
    }
}
