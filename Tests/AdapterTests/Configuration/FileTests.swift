import Foundation
import SteelcutConfiguration
import SteelcutDomain
import Testing

@Suite struct `The configuration file` {
    static let equal: [(name: String, text: String)] = [
        ("a.yaml", "http:\n  port: 81\n  host: 0.0.0.0\nlimits:\n  header-list: 32KiB\ntoken.lifetime: 60\n"),
        ("b.yml", "http.port: 81\nhttp.host: \"0.0.0.0\"\nlimits.header-list: 32768\ntoken: {lifetime: 1m}\n"),
        ("c.json", #"{"http":{"port":81,"host":"0.0.0.0"},"limits.header-list":"32KiB","token":{"lifetime":60}}"#),
        // Neither ending: by its first character.
        (
            "d.conf",
            " \n{\"http.port\":\"81\",\"http.host\":\"0.0.0.0\",\"limits\":{\"header-list\":32768},\"token.lifetime\":\"1m\"}"
        ),
        (
            "e",
            "---\n# a comment\nhttp.port: 81\nhttp.host: 0.0.0.0\nlimits: {header-list: 32KiB}\ntoken.lifetime: 60s\n...\n"
        ),
    ]

    @Test(arguments: equal) func `is YAML or JSON, nested or dotted`(_ row: (name: String, text: String)) throws {
        let bench = try ConfigurationBench()
        let path = try bench.file(row.text, named: row.name)
        let settings = try settings(AuthorizationServerSettings.self, ["--config", path])
        #expect(settings.http.port == 81)
        #expect(settings.http.host == "0.0.0.0")
        #expect(settings.http.limits.headerList == 32_768)
        #expect(settings.tokenLifetime.seconds == 60)
    }

    @Test(arguments: [
        "scope: [read, write]", "scope:\n- read\n- write\n", "scope: read write", #"{"scope":["read","write"]}"#,
    ])
    func `may give scopes as a list`(_ text: String) throws {
        let bench = try ConfigurationBench()
        let settings = try settings(ResourceServerSettings.self, ["--config", try bench.file(text, named: "f")])
        #expect(settings.scope.description == "read write")
    }

    @Test(arguments: [
        "", "\n", "# nothing\n", "---\n", "  \n# a\n...\n", "{}", "limits:\n#  body: 1\n", "http.port:\n",
        "http.port: ~\n",
        #"{"http":{"port":null}}"#, #"{"http.port":""}"#, #"{"http":{}}"#, "scope: []",
    ])
    func `may say nothing`(_ text: String) throws {
        let bench = try ConfigurationBench()
        let settings = try settings(AuthorizationServerSettings.self, ["--config", try bench.file(text, named: "f")])
        #expect(settings.http.port == 5000)
    }

    @Test func `is an empty JSON file too`() throws {
        let bench = try ConfigurationBench()
        #expect(Program.commandLine.refusal(["--config", try bench.file("", named: "f.json")]) == nil)
    }

    @Test func `may hold the keys of another program, and serves all of them`() throws {
        let bench = try ConfigurationBench()
        let text = "data.dir: d\nissuer: https://a.example\naudience: api\nresource.file: r.json\nlimits.body: 2KiB\n"
        let arguments = ["--config", try bench.file(text)]
        for program in Program.allCases { #expect(program.refusal(arguments) == nil) }
    }

    static let refused: [(name: String, text: String, line: String)] = [
        ("f.yaml", "htp:\n  port: 1\n", "htp.port: unknown key in PATH; did you mean http.port?"),
        ("f.yaml", "nonsense: 1\n", "nonsense: unknown key in PATH"),
        ("f.yaml", "HTTP.PORT: 1\n", "HTTP.PORT: unknown key in PATH"),
        ("f.yaml", "http_port: 1\n", "http_port: unknown key in PATH; did you mean http.port?"),
        ("f.yaml", "config: a\n", "config: unknown key in PATH"),
        ("f.yaml", "limits: 5\n", "limits: unknown key in PATH"),
        ("f.yaml", "nonsense:\n", "nonsense: unknown key in PATH"),
        ("f.yaml", "1: 2\n", "1: unknown key in PATH"),
        ("f.yaml", "http.port: 1\nhttp.port: 2\n", "http.port: given twice in PATH"),
        ("f.yaml", "http:\n  port: 1\nhttp.port: 1\n", "http.port: given twice in PATH"),
        ("f.yaml", "http:\n  port: 1\nhttp:\n  host: a\n", "http: given twice in PATH"),
        ("f.yaml", "http.port: [1, 2]\n", "http.port: has to be one value, not a list, in PATH"),
        ("f.yaml", "http.port: {a: 1}\n", "http.port.a: unknown key in PATH; did you mean http.port?"),
        ("f.yaml", "http.port: yes\n", #"http.port: has to be a whole number from 0 to 65535, not "yes" (file PATH)"#),
        (
            "f.yaml", "http.port: 80.0\n",
            #"http.port: has to be a whole number from 0 to 65535, not "80.0" (file PATH)"#
        ),
        (
            "f.yaml", "token.lifetime: 2d\n",
            #"token.lifetime: has to be a duration from 1s to 1d, not "2d" (file PATH)"#
        ),
        ("f.yaml", "- a\n", "--config: PATH is not YAML: Top level YAML value is not a mapping."),
        (
            "f.yaml", "http.port: [1\n",
            "--config: PATH is not YAML: 2:1: error: parser: while parsing a flow sequence in line 1, column 12: "
                + "did not find expected ',' or ']'"
        ),
        ("f.yaml", "just text\n", "--config: PATH is not YAML: Top level YAML value is not a mapping."),
        ("f.json", "[]", "--config: PATH has to hold a JSON object"),
        ("f.json", #"{"http.port":1,"#, "--config: PATH is not JSON: unexpected end in line 1"),
        ("f.json", "{\n\"http.port\":1,}", "--config: PATH is not JSON: unexpected character in line 2"),
        ("f.json", #"{"http":{"port":1,"port":2}}"#, "port: given twice in PATH"),
        ("f.json", #"{"http":{"port":1},"http.port":2}"#, "http.port: given twice in PATH"),
        ("f.json", #"{"nonsense":null}"#, "nonsense: unknown key in PATH"),
        ("f.json", #"{"nonsense":{}}"#, "nonsense: unknown key in PATH"),
        (
            "f.json", #"{"http.port":true}"#,
            #"http.port: has to be a whole number from 0 to 65535, not "true" (file PATH)"#
        ),
        (
            "f.json", #"{"http.port":8e1}"#,
            #"http.port: has to be a whole number from 0 to 65535, not "8e1" (file PATH)"#
        ),
        ("f.json", #"{"scope":[["a"]]}"#, "scope: a list in a list, or a section in a list, in PATH"),
        ("f.json", "http.port: 1", "--config: PATH is not JSON: unexpected character in line 1"),
    ]

    @Test(arguments: refused) func `is refused`(_ row: (name: String, text: String, line: String)) throws {
        let bench = try ConfigurationBench()
        let path = try bench.file(row.text, named: row.name)
        let line = row.line.replacing("PATH", with: path)
        #expect(Program.authorizationServer.refusal(["--config", path]) == line)
        #expect(Program.authorizationServer.refusal([], ["STEELCUT_CONFIG": path]) == line)
    }

    @Test(arguments: [
        "database.url: 'postgresql://u:secret@h\n", "database.url: [secret\n", "a: secret\n\tb: secret\n",
        "&a secret: *b\n",
        "database.url: postgresql://u:secret@h: x\n", "---\na: secret\n---\nb: secret\n",
        "database.url: \"secret\\q\"\n",
        "scope: [{a: secret}]\n", "scope: [[secret]]\n",
    ])
    func `is not quoted where it is no YAML`(_ text: String) throws {
        let bench = try ConfigurationBench()
        let line = try #require(Program.authorizationServer.refusal(["--config", try bench.file(text)]))
        #expect(line.hasPrefix("--config: "))
        #expect(!line.contains("secret") && !line.contains { $0.isNewline })
    }

    @Test func `may be a pipe`() throws {
        let pipe = Pipe()
        try pipe.fileHandleForWriting.write(contentsOf: Data("http.port: 81".utf8))
        try pipe.fileHandleForWriting.close()
        let path = "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)"
        #expect(try settings(AuthorizationServerSettings.self, ["--config", path]).http.port == 81)
    }

    @Test func `that never ends is refused`() throws {
        #expect(Program.commandLine.refusal(["--config", "/dev/zero"]) == "--config: /dev/zero is larger than 1 MiB")
    }

    @Test func `has to be there, a file, in UTF-8 and of a sensible size`() throws {
        let bench = try ConfigurationBench()
        let missing = bench.path("missing.yaml")
        let folder = bench.path("")
        let foreign = try bench.file([0x61, 0x3A, 0x20, 0xFF, 0xFE], named: "foreign.yaml")
        let wide = try bench.file([0xFF, 0xFE, 0x61, 0x00], named: "wide.yaml")
        let large = try bench.file([UInt8](repeating: 0x23, count: 1 << 20 + 1), named: "large.yaml")
        let program = Program.commandLine
        #expect(program.refusal(["--config", missing]) == "--config: \(missing): no such file")
        #expect(program.refusal(["--config", folder]) == "--config: \(folder) is a folder")
        #expect(program.refusal(["--config", foreign]) == "--config: \(foreign) is not UTF-8")
        #expect(program.refusal(["--config", wide]) == "--config: \(wide) is not UTF-8")
        #expect(program.refusal(["--config", large]) == "--config: \(large) is larger than 1 MiB")
    }
}
