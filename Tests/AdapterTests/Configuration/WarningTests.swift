import SteelcutConfiguration
import Testing

@Suite struct `What is allowed and warned of` {
    static let password = "postgresql://u:secret@h/d"

    @Test func `a password that the list of processes shows`() throws {
        for arguments in [["--database-url", Self.password], ["--database-url=host=h password=secret"]] {
            let warnings = try settings(AuthorizationServerSettings.self, arguments).warnings
            #expect(warnings.count == 1)
            #expect(warnings.first?.hasPrefix("database.url: ") == true)
            #expect(!warnings.joined().contains("secret"))
            #expect(try settings(CommandLineSettings.self, arguments).warnings == warnings)
        }
        for arguments in [["--database-url", "postgresql://u@h:1/d"], []] {
            let environment = ["STEELCUT_DATABASE_URL": Self.password]
            #expect(try settings(AuthorizationServerSettings.self, arguments, environment).warnings.isEmpty)
        }
    }

    static let issuers: [(arguments: [String], isWarned: Bool)] = [
        (["--issuer", "https://as.example"], false),
        (["--issuer", "http://as.example"], true),
        (["--issuer", "HTTP://as.example:80/tenant"], true),
        (["--issuer", "http://localhost:5000"], false),
        (["--issuer", "http://127.0.0.2"], false),
        (["--issuer", "http://[::1]:5000/a"], false),
        (["--issuer", "http://127.example"], true),
        (["--issuer", "http://127.0.0.1.example"], true),
        (["--issuer", "http://localhost.example"], true),
        (["--http-host", "0.0.0.0"], true),
        (["--http-host", "0.0.0.0", "--http-port", "0"], true),
        (["--http-host", "0.0.0.0", "--issuer", "https://as.example"], false),
        (["--http-host", "::"], true),
        (["--http-host", "::1"], false),
        (["--http-host", "0.0.0.0", "--tls-certificate=c", "--tls-private-key=k"], false),
    ]

    @Test(arguments: issuers) func `plain http off loopback`(_ row: (arguments: [String], isWarned: Bool)) throws {
        let warnings = try settings(AuthorizationServerSettings.self, row.arguments).warnings
        #expect(warnings.count == (row.isWarned ? 1 : 0))
        #expect(warnings.allSatisfy { $0.hasPrefix("issuer: ") })
    }

    @Test func `public keys over plain http`() throws {
        let warned = try settings(ResourceServerSettings.self, ["--jwks-url", "http://as.example/jwks"]).warnings
        #expect(warned.count == 1 && warned[0].hasPrefix("jwks.url: "))
        #expect(try settings(ResourceServerSettings.self, ["--jwks-url", "http://127.0.0.1/jwks"]).warnings.isEmpty)
        #expect(try settings(ResourceServerSettings.self, ["--issuer", "http://as.example"]).warnings.count == 1)
    }

    static let costs: [(arguments: [String], keys: [String])] = [
        (["--hash-memory-kib", "19455"], ["hash.memory-kib"]), (["--hash-iterations", "1"], ["hash.iterations"]),
        (["--hash-memory-kib", "8", "--hash-iterations", "1"], ["hash.memory-kib", "hash.iterations"]),
        (["--hash-memory-kib", "65536", "--hash-iterations", "3", "--hash-parallelism", "4"], []),
    ]

    @Test(arguments: costs) func `hashes cheaper than the default`(_ row: (arguments: [String], keys: [String])) throws
    {
        let server = try settings(AuthorizationServerSettings.self, row.arguments).warnings
        #expect(server.map { String($0.prefix { $0 != ":" }) } == row.keys)
        let commandLine = try settings(CommandLineSettings.self, row.arguments)
        #expect(commandLine.hashWarnings == server)
        #expect(commandLine.warnings.isEmpty)
    }

    @Test func `a tilde, which no shell has expanded`() throws {
        let environment = ["STEELCUT_DATA_DIR": "~/data", "STEELCUT_HTTP_PORT_FILE": "/~/port"]
        let warnings = try settings(AuthorizationServerSettings.self, [], environment).warnings
        #expect(warnings == ["data.dir: ~ is not expanded; this is a folder of that name"])
    }
}
