import SteelcutConfiguration
import SteelcutDomain
import Testing

/// Three good values for every key: for the flag, the variable and the file.
private let samples: [String: [String]] = [
    "data.dir": ["a", "./b", "/c d"],
    "database.url": ["postgresql://a/b", "host=a,b dbname=c", "sqlite:/x.db"],
    "database.timeout": ["3s", "4", "1m"],
    "keyring": ["dir:a", "dir:/b", "dir:./c"],
    "keyring.passphrase-file": ["a", "b", "c"],
    "issuer": ["https://a.example", "https://b.example/tenant", "http://127.0.0.1:1"],
    "audience": ["a", "urn:b", "https://c.example/"],
    "http.host": ["0.0.0.0", "::1", "localhost"],
    "http.port": ["0", "80", "65535"],
    "http.port-file": ["a", "b", "c"],
    "tls.certificate": ["a", "b", "c"],
    "tls.private-key": ["a", "b", "c"],
    "token.lifetime": ["1", "24h", "60m"],
    "keys.publish-before-use": ["0", "7d", "10m"],
    "keys.rotate-every": ["8d", "30d", "365d"],
    "signing.algorithm": ["EdDSA", "PS256", "RS256"],
    "hash.memory-kib": ["8", "65536", "262144"],
    "hash.iterations": ["1", "3", "4"],
    "hash.parallelism": ["2", "3", "4"],
    "secret-cache.ttl": ["0", "1", "1h"],
    "throttle.client-failures": ["1", "2", "3"],
    "limits.body": ["1KiB", "1024", "1MiB"],
    "limits.header-list": ["1KiB", "1024", "1MiB"],
    "limits.request-time": ["1", "2s", "1m"],
    "limits.idle-time": ["1", "2s", "1m"],
    "limits.connections": ["1", "2", "3"],
    "shutdown.grace": ["0", "1", "1m"],
    "log.level": ["trace", "error", "critical"],
    "log.format": ["text", "json", "text"],
    "resource.route": ["a", "/b/c", "v1/d"],
    "resource.file": ["a", "b", "c"],
    "resource.url": ["https://a.example/r", "https://b.example", "http://localhost:1/r"],
    "scope": ["", "read", "read write"],
    "jwks.url": ["https://a.example/jwks", "http://127.0.0.1/jwks", "https://[::1]:8/jwks"],
    "jwks.file": ["a", "b", "c"],
    "revocations.url": ["https://a.example/r", "http://127.0.0.1/r", "https://[::1]:8/r"],
    "revocations.poll": ["0", "5s", "1h"],
    "revocations.stale": ["accept", "refuse", "10m"],
]

@Suite struct `Flag over environment variable over file over default` {
    @Test(arguments: ProgramKey.all) func `every key`(_ row: ProgramKey) throws {
        let (program, key) = (row.program, row.key)
        let bench = try ConfigurationBench()
        let values = try #require(samples[key.name])
        // A certificate goes with its private key.
        let partner = ["tls.certificate": "tls.private-key", "tls.private-key": "tls.certificate"][key.name]
        let partnerLine = partner.map { "\($0): p\n" } ?? ""
        let file = try bench.file("\(partnerLine)\(key.name): '\(values[2])'\n")
        let base = try program.required(without: key.name)

        var sources = [
            (["--config", file, key.flag, values[0]], [key.variable: values[1]], values[0], "flag \(key.flag)"),
            (["--config", file], [key.variable: values[1]], values[1], "environment \(key.variable)"),
            // An empty variable counts as absent.
            (["--config", file], [key.variable: ""], values[2], "file \(file)"),
        ]
        if key.defaultValue != .required {
            let empty = try bench.file("", named: "empty.yaml")
            sources.append((["--config", empty], [:], "", "default"))
        }
        for (arguments, variables, value, origin) in sources {
            let environment = base.merging(variables) { _, own in own }
            let printed = try program.printed(.init(arguments: arguments, environment: environment))
            #expect(printed.problem == nil)
            #expect(printed.lines.count == program.keys.count)
            let line = try #require(printed.lines.first { $0.hasPrefix("\(key.name): ") })
            #expect(line.contains("# \(origin)"))
            #expect(origin == "default" || [value, "\"\(value)\""].contains(shown(line)))
        }
    }

    /// The value of a line of `--print-config`.
    private func shown(_ line: String) -> String {
        let value = line.drop { $0 != ":" }.dropFirst(2)
        return String(value.firstRange(of: "  # ").map { value[..<$0.lowerBound] } ?? value)
    }

    @Test func `a flag's value may follow an equals sign, and may hold more of them and commas`() throws {
        let url = "host=a,b port=1,2 dbname=c password=d"
        for arguments in [["--database-url=\(url)"], ["--database-url", url]] {
            let settings: CommandLineSettings = try settings(CommandLineSettings.self, arguments)
            #expect(settings.store.location == .postgres(connectionString: url))
        }
    }

    @Test func `an empty flag clears the scope, whatever the environment says`() throws {
        let settings = try settings(ResourceServerSettings.self, ["--scope", ""], ["STEELCUT_SCOPE": "read"])
        #expect(settings.scope.isEmpty)
    }

    @Test func `the flag names the file before the environment does`() throws {
        let bench = try ConfigurationBench()
        let flag = try bench.file("http.port: 1", named: "flag.yaml")
        let variable = try bench.file("http.port: 2", named: "variable.yaml")
        let environment = ["STEELCUT_CONFIG": variable]
        #expect(try settings(AuthorizationServerSettings.self, [], environment).http.port == 2)
        #expect(try settings(AuthorizationServerSettings.self, ["--config=\(flag)"], environment).http.port == 1)
        #expect(try settings(AuthorizationServerSettings.self, [], ["STEELCUT_CONFIG": ""]).http.port == 5000)
    }

    @Test func `every key has the flag and the variable of its name`() {
        for row in ProgramKey.all {
            let words = row.key.name.split { ".-".contains($0) }
            #expect(row.key.flag == "--" + words.joined(separator: "-"))
            #expect(row.key.variable == "STEELCUT_" + words.joined(separator: "_").uppercased())
        }
        #expect(Program.allCases.allSatisfy { Set($0.keys.map(\.name)).count == $0.keys.count })
    }
}
