import Testing

/// Contract section 3: 64 for wrong usage; section 2: one clear line that names what is wrong.
@Suite struct WrongUsage {
    static let rows: [(arguments: [String], named: String)] = [
        (["bogus"], "bogus"),
        (["clients", "bogus"], "bogus"),
        (["--bogus"], "--bogus"),
        (["clients", "list", "--bogus"], "--bogus"),
        (["clients", "list", "stray"], "stray"),
        (["clients", "list", "--format", "xml"], "--format"),
        (["clients", "add"], "--name"),
        (["clients", "add", "--bogus"], "--bogus"),
        (["clients", "add", "--name", "n", "--token-livetime=5"], "--token-livetime"),
        (["keys", "list", "--token-lifetime", "60"], "--token-lifetime"),
        (["token", "request", "--client-secret", "PRIVATE-x"], "--client-secret"),
        (["clients", "add", "--name", ""], "--name"),
        (["clients", "add", "--name", "n\u{7}"], "--name"),
        (["clients", "add", "--name", "n", "--resource", ""], "--resource"),
        (["clients", "add", "--name", "n", "--resource", "https://api.example/#part"], "--resource"),
        (["clients", "add", "--name", "n", "--resource", String(repeating: "r", count: 257)], "--resource"),
        (["clients", "add", "--name", "n", "--resource", "r", "--scope", "a\"b"], "--scope"),
        (["clients", "add", "--name", "n", "--resource", "r", "--grant-type", ""], "--grant-type"),
        (["clients", "add", "--name", "n", "--resource", "r", "--token-lifetime", "0"], "--token-lifetime"),
        (["clients", "add", "--name", "n", "--resource", "r", "--token-lifetime", "86401"], "--token-lifetime"),
        (["clients", "add", "--name", "n", "--resource", "r", "--token-lifetime", "soon"], "--token-lifetime"),
        (["clients", "update", Commands.unknownID], "nothing to change"),
        (["clients", "update", Commands.unknownID, "--overlap", "5m"], "--overlap goes with --new-secret"),
        (["clients", "update", Commands.unknownID, "--new-secret", "--overlap", "0"], "--overlap"),
        (["clients", "update", Commands.unknownID, "--new-secret", "--overlap", "366d"], "--overlap"),
        (["clients", "update", Commands.unknownID, "--new-secret", "--overlap", "soon"], "--overlap"),
        (["clients", "update", Commands.unknownID, "--new-secret", "--add-secret"], "--add-secret"),
        (
            ["clients", "update", Commands.unknownID, "--add-secret", "--overlap", "5m"],
            "--overlap goes with --new-secret"
        ),
        (["clients", "update", Commands.unknownID, "--name", "n", "--expires", "90d"], "--expires"),
        (["clients", "update", Commands.unknownID, "--add-secret", "--expires", "0"], "--expires"),
        (["clients", "update", Commands.unknownID, "--add-secret", "--expires", "3651d"], "--expires"),
        (["clients", "add", "--name", "n", "--resource", "r", "--expires", "soon"], "--expires"),
        (["clients", "secrets"], "<id>"),
        (["clients", "retire-secret", Commands.unknownID], "<secret-id>"),
        (["clients", "update", Commands.unknownID, "--resource", ""], "--resource"),
        (["clients", "show"], "<id>"),
        (["keys", "generate", "--algorithm", "HS256"], "--algorithm"),
        (["keys", "generate", "--algorithm", "none"], "--algorithm"),
        (["keys", "retire"], "<kid>"),
        (["audit", "list", "--since", "yesterday"], "--since"),
        (["audit", "list", "--limit", "0"], "--limit"),
        (["audit", "prune"], "prune"),
        (["token", "request"], "--token-url"),
        (["token", "request", "--token-url", "http://127.0.0.1/token"], "--client-id"),
        (["token", "request", "--token-url", "http://127.0.0.1/token", "--client-id", "c"], "STEELCUT_CLIENT_SECRET"),
        (["token", "verify", "--jwks-file", "f"], "--audience"),
        (["token", "verify", "--audience", "a"], "--issuer"),
        (["resource", "get"], "<url>"),
        (["resource", "get", "http://127.0.0.1/r"], "--token-url"),
        (["resource", "get", "r", "--token", "t"], "r: not an http or https URL"),
        (["resource", "get", "http://0.0.0.0:1/r", "--token", "t"], "--plain-http"),
        (["token", "verify", "t", "--audience", "a", "--issuer", "http://0.0.0.0:1"], "--plain-http"),
        (["keys", "list", "--hash-memory-kib", "7"], "hash.memory-kib"),
        (["keys", "list", "--keys-publish-before-use", "8d"], "keys.publish-before-use"),
        (["keys", "list", "--signing-algorithm", "HS256"], "signing.algorithm"),
        (["keys", "list", "--database-url", "mysql://x"], "database.url"),
        (["keys", "list", "--keyring", "vault:x"], "keyring"),
        (["keys", "list", "--config", "missing.yaml"], "missing.yaml"),
        (["--generate-completion-script", "tcsh"], "tcsh"),
    ]

    @Test(arguments: rows)
    func `is one line and 64`(_ arguments: [String], _ named: String) async throws {
        try await Workspace.with(countingCoverage: false) { work in
            let run = try await work.run(.commandLine, arguments)
            #expect(run.status == 64)
            #expect(run.output.isEmpty)
            #expect(run.errorLines.count == 1, "\(run.errors)")
            #expect(run.errors.hasPrefix("steelcut: "), "\(run.errors)")
            #expect(run.errors.contains(named), "\(run.errors)")
            #expect(!run.errors.contains("PRIVATE-"))
            #expect(work.names(in: "steelcut-data").isEmpty)
        }
    }
}
