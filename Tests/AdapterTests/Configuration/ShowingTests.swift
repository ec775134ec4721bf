import SteelcutConfiguration
import Testing

@Suite struct `What the programs print about themselves` {
    static let secrets: [(url: String, shown: String)] = [
        ("postgresql://user:secret@host/db", "postgresql://user:***@host/db"),
        (
            "postgresql://user:secret@h1:1,h2:2/db?sslmode=require",
            #""postgresql://user:***@h1:1,h2:2/db?sslmode=require""#
        ),
        ("postgres://host/db?user=u&password=secret", #""postgres://host/db?user=u&password=***""#),
        ("postgres://host/db?p%61ssword=secret&x=y", #""postgres://host/db?p%61ssword=***&x=y""#),
        ("postgresql://u:se?cret@host/db", "postgresql://u:***@host/db"),
        ("postgresql://u:se/cr@et@host/db", "postgresql://u:***@host/db"),
        ("host=h user=u password=secret dbname=d", #""host=h user=u password=*** dbname=d""#),
        ("host=h password = 'sec ret\\' x' dbname=d", #""host=h password = *** dbname=d""#),
        ("PASSWORD=secret", "PASSWORD=***"),
        ("host=h sslpassword=secret", #""host=h sslpassword=***""#),
        ("password=sec\\ ret host=h", #""password=*** host=h""#),
        ("host=h 'secret'", #""host=h ***""#),
        ("dbname=postgresql://u:secret@h/d", "dbname=postgresql://u:***@h/d"),
        ("password='secret", "password=***"),
        ("service=prod", "service=prod"),
        ("postgresql://host:5432,other:5433/db", "postgresql://host:5432,other:5433/db"),
        ("sqlite:/var/lib/steelcut.db", "sqlite:/var/lib/steelcut.db"),
    ]

    @Test(arguments: secrets) func `passwords are masked`(_ row: (url: String, shown: String)) throws {
        let input = ConfigurationInput(arguments: [], environment: ["STEELCUT_DATABASE_URL": row.url])
        for program in [Program.authorizationServer, .commandLine] {
            let printed = try program.printed(input)
            let line = "database.url: \(row.shown)  # environment STEELCUT_DATABASE_URL"
            #expect(printed.lines.contains(line), "\(printed.lines[1])")
            #expect(!printed.lines.contains { $0.hasPrefix("database.url") && $0.contains("secret") })
        }
        let location = try settings(CommandLineSettings.self, [], input.environment).store.location
        var dumped = ""
        dump(location, to: &dumped)
        #expect(!dumped.contains("secret") && !"\(location)".contains("secret"))
    }

    @Test func `what only looks like a password is not masked`() throws {
        let audience = "https://api.example:8443/users/@me"
        let printed = try Program.authorizationServer.printed(
            .init(arguments: ["--audience", audience], environment: [:]))
        #expect(printed.lines.contains("audience: \(audience)  # flag --audience"))
    }

    @Test func `defaults that follow from other keys are shown as they come out`() throws {
        let arguments = ["--data-dir", "/d", "--http-host=::1", "--http-port=8443"]
        let tls = ["--tls-certificate", "c", "--tls-private-key", "k"]
        let lines = try Program.authorizationServer.printed(.init(arguments: arguments + tls, environment: [:])).lines
        #expect(lines.contains("database.url: sqlite:/d/steelcut.db  # default"))
        #expect(lines.contains("keyring: dir:/d/keyring  # default"))
        #expect(lines.contains(#"issuer: "https://[::1]:8443"  # default"#))
        #expect(lines.contains("log.format: json  # default"))
        #expect(lines.contains("audience:  # default"))
        let terminal = ConfigurationInput(
            arguments: ["--resource-route=/a/b", "--http-port=0"], environment: [:], standardErrorIsTerminal: true)
        let resource = try Program.resourceServer.printed(terminal)
        #expect(resource.lines.contains("log.format: text  # default"))
        #expect(resource.lines.contains("resource.url:  # default: http(s)://<http.host>:<http.port>/<resource.route>"))
        #expect(resource.lines.contains("issuer:  # required, not set"))
        #expect(resource.problem?.description.hasPrefix("resource.file: required") == true)
    }

    @Test(arguments: Program.allCases) func `what --print-config prints is a configuration file`(_ program: Program)
        throws
    {
        let bench = try ConfigurationBench()
        var environment = try program.required()
        environment["STEELCUT_DATA_DIR"] = "/a b/\"c\"\\d # e: \u{202E}f"
        environment["STEELCUT_LOG_LEVEL"] = "debug"
        let printed = try program.printed(.init(arguments: [], environment: environment))
        let path = try bench.file(printed.lines.joined(separator: "\n") + "\n")
        let again = try program.printed(.init(arguments: ["--config", path], environment: [:]))
        #expect(again.problem == nil)
        let values = [printed.lines, again.lines].map { $0.map { line in String(line.split(separator: "  # ")[0]) } }
        #expect(values[0] == values[1])
        #expect(again.lines.contains("log.level: debug  # file \(path)"))
    }

    @Test(arguments: [Program.authorizationServer, .resourceServer], ["--help", "-h"])
    func `help lists every key with default and meaning`(_ program: Program, _ flag: String) throws {
        let text = try shown(program, [flag, "--unknown"])
        for key in program.keys {
            #expect(text.contains("\n  \(key.flag) "))
            #expect(text.contains("\(key.form); default: \(key.defaultText)\n"))
            #expect(text.contains(key.meaning))
        }
        for flag in ["--config", "--print-config", "--help", "--version"] { #expect(text.contains("\n  \(flag)")) }
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 140 })
    }

    @Test(arguments: Program.allCases) func `version`(_ program: Program) throws {
        #expect(try shown(program, ["--version"]) == "\(program.rawValue) 1.2.3\n")
    }

    @Test func `help needs neither a sound environment nor a file`() throws {
        let environment = ["STEELCUT_CONFIG": "/nowhere", "STEELCUT_HTTP_PORT": "x"]
        #expect(Program.resourceServer.refusal(["--help"], environment) == nil)
        #expect(Program.resourceServer.refusal(["--version"], environment) == nil)
    }

    private func shown(_ program: Program, _ arguments: [String]) throws -> String {
        let input = ConfigurationInput(arguments: arguments, environment: [:])
        func text<Settings>(_ invocation: Invocation<Settings>) throws -> String {
            guard case .show(let text, problem: nil) = invocation else { throw ConfigurationNotShown() }
            return text
        }
        return switch program {
        case .authorizationServer: try text(Invocation<AuthorizationServerSettings>(input, version: "1.2.3"))
        case .resourceServer: try text(Invocation<ResourceServerSettings>(input, version: "1.2.3"))
        case .commandLine: try text(Invocation<CommandLineSettings>(input, version: "1.2.3"))
        }
    }

    private struct ConfigurationNotShown: Error {}
}
