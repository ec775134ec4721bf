import Testing

/// Contract section 3: `--help` everywhere, `--version`, completion scripts.
@Suite struct HelpAndVersion {
    @Test(arguments: Commands.names)
    func `every command explains itself`(_ command: [String]) async throws {
        try await Workspace.with(countingCoverage: false) { work in
            let run = try await work.run(.commandLine, command + ["--help"])
            #expect(run.status == 0)
            #expect(run.output.contains("USAGE: steelcut\(command.map { " " + $0 }.joined())"))
            #expect(run.errors.isEmpty)
            #expect(work.names(in: "steelcut-data").isEmpty)
        }
    }

    @Test(arguments: [Executable.authorizationServer, .resourceServer], ["--help", "-h"])
    func `a server lists its keys`(_ executable: Executable, _ flag: String) async throws {
        try await Workspace.with(countingCoverage: false) { work in
            let run = try await work.run(executable, [flag])
            #expect(run.status == 0)
            #expect(run.output.contains("Usage: \(executable.rawValue) "))
            #expect(run.output.contains("--http-port-file PATH"))
            #expect(run.errors.isEmpty)
        }
    }

    @Test(arguments: Executable.programs)
    func `a program names its version`(_ executable: Executable) async throws {
        try await Workspace.with(countingCoverage: false) { work in
            let run = try await work.run(executable, ["--version"])
            #expect(run.status == 0)
            #expect(run.output.wholeMatch(of: #/steelcut[a-z-]* [0-9]+\.[0-9]+\.[0-9]+\n/#) != nil, "\(run.output)")
            #expect(run.output.hasPrefix(executable.rawValue + " "))
            #expect(run.errors.isEmpty)
        }
    }

    @Test(arguments: [
        ("bash", "complete -o filenames"), ("zsh", "#compdef steelcut"), ("fish", "complete -c 'steelcut'"),
    ])
    func `a completion script is printed`(_ shell: String, _ sign: String) async throws {
        try await Workspace.with(countingCoverage: false) { work in
            let script = try await work.done("--generate-completion-script", shell)
            #expect(script.contains(sign), "\(script.prefix(200))")
            #expect(script.contains("new-secret"))
        }
    }
}
