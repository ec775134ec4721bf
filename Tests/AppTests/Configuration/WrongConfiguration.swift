import Testing

/// Contract section 2 and 3: wrong configuration ends every program with 64 and one line that names the key.
@Suite struct WrongConfiguration {
    static let ofAll: [(arguments: [String], named: String)] = [
        (["--bogus", "1"], "--bogus"),
        (["--log-level", "loud"], "log.level"),
        (["--log-level"], "--log-level"),
        (["--log-level", "info", "--log-level", "debug"], "log"),
        (["--log-format", "xml"], "log.format"),
        (["--config", "missing.yaml"], "missing.yaml"),
        (["--config", "unknown.yaml"], "log.colour"),
        (["--config", "range.json"], "log.level"),
        (["--config", "broken.yaml"], "broken.yaml"),
    ]

    static let ofServers: [(arguments: [String], named: String)] = [
        (["stray"], "stray"), (["--http-host", ""], "http-host"), (["--http-port", "65536"], "http.port"),
        (["--http-port", "-1"], "http.port"), (["--http-port", "http"], "http.port"),
        (["--limits-body", "1"], "limits.body"), (["--limits-header-list", "1GiB"], "limits.header-list"),
        (["--limits-request-time", "0"], "limits.request-time"), (["--limits-idle-time", "soon"], "limits.idle-time"),
        (["--limits-connections", "0"], "limits.connections"), (["--shutdown-grace", "-1s"], "shutdown.grace"),
        (["--tls-certificate", "cert.pem"], "tls."), (["--tls-private-key", "key.pem"], "tls."),
        (["--issuer", "https://as.example/?a=b"], "issuer"), (["--issuer", "https://as.example/#f"], "issuer"),
        (["--issuer", "ftp://as.example"], "issuer"), (["--issuer", "as.example"], "issuer"),
        (["--audience", "https://api.example/#f"], "audience"),
    ]

    static let ofAuthorizationServer: [(arguments: [String], named: String)] = [
        (["--token-lifetime", "86401"], "token.lifetime"), (["--token-lifetime", "0"], "token.lifetime"),
        (["--keys-publish-before-use", "8d"], "keys.publish-before-use"),
        (["--signing-algorithm", "HS256"], "signing.algorithm"), (["--hash-memory-kib", "7"], "hash.memory-kib"),
        (["--hash-memory-kib", "8", "--hash-parallelism", "2"], "hash."),
        (["--secret-cache-ttl", "2d"], "secret-cache.ttl"),
        (["--throttle-client-failures", "0"], "throttle.client-failures"),
        (["--database-url", "sqlite:"], "database.url"), (["--database-timeout", "0"], "database.timeout"),
        (["--keyring", "database"], "keyring"), (["--resource-file", "x"], "--resource-file"),
    ]

    static let ofResourceServer: [(arguments: [String], named: String)] = [
        (["--resource-route", "/a b"], "resource.route"), (["--resource-url", "nowhere"], "resource.url"),
        (["--scope", "a\"b"], "scope"), (["--jwks-url", "https://as.example/k", "--jwks-file", "f"], "jwks."),
        (["--token-lifetime", "60"], "--token-lifetime"), (["--data-dir", "d"], "--data-dir"),
    ]

    @Test func `of the authorization server`() async throws {
        for row in Self.ofAll + Self.ofServers + Self.ofAuthorizationServer {
            try await expectRefusal(.authorizationServer, row.arguments, row.named)
        }
    }

    @Test func `of the resource server`() async throws {
        let required = ["--resource-file", "r.json", "--issuer", "https://as.example", "--audience", "r"]
        for row in Self.ofAll + Self.ofServers + Self.ofResourceServer {
            let names = Set(row.arguments)
            var arguments: [String] = []
            for index in stride(from: 0, to: required.count, by: 2) where !names.contains(required[index]) {
                arguments += required[index...(index + 1)]
            }
            try await expectRefusal(.resourceServer, row.arguments + arguments, row.named)
        }
        for index in stride(from: 0, to: required.count, by: 2) {
            var arguments = required
            arguments.removeSubrange(index...(index + 1))
            let key = required[index].dropFirst(2).replacing("resource-file", with: "resource.file")
            try await expectRefusal(.resourceServer, arguments, String(key))
        }
    }

    @Test func `of the command line`() async throws {
        for row in Self.ofAll { try await expectRefusal(.commandLine, ["keys", "list"] + row.arguments, row.named) }
    }

    @Test(arguments: Executable.programs)
    func `in the environment`(_ executable: Executable) async throws {
        try await expectRefusal(
            executable, executable == .commandLine ? ["keys", "list"] : ConfigurationPrecedence.required(executable),
            "STEELCUT_LOG_LEVEL", environment: ["STEELCUT_LOG_LEVEL": "loud"])
    }

    private func expectRefusal(
        _ executable: Executable, _ arguments: [String], _ named: String, environment: [String: String] = [:]
    ) async throws {
        try await Workspace.with(countingCoverage: false) { work in
            try work.write("log.colour: blue\n", to: "unknown.yaml")
            try work.write(#"{"log": {"level": "loud"}}"#, to: "range.json")
            try work.write("log: [\n", to: "broken.yaml")
            let run = try await work.run(executable, arguments, environment: environment)
            #expect(run.status == 64, "\(arguments): \(run.errors)")
            #expect(run.output.isEmpty, "\(arguments)")
            #expect(run.errorLines.count == 1, "\(arguments): \(run.errors)")
            #expect(run.errors.hasPrefix(executable.rawValue + ": "), "\(arguments): \(run.errors)")
            #expect(run.errors.contains(named), "\(arguments): \(run.errors)")
        }
    }
}
