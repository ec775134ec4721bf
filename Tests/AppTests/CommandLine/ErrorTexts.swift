import Foundation
import Testing

/// What the programs say where they can't do what they were asked: what happened, to what, and what to do next, in one
/// line.
@Suite struct ErrorTexts {
    /// A command in a folder with an initialized store, and what its line has to hold.
    struct Row: CustomTestStringConvertible, Sendable {
        let executable: Executable
        let arguments: [String]
        let about: String
        let next: String
        var testDescription: String { "\(executable.rawValue) \(arguments.joined(separator: " "))" }

        init(_ arguments: [String], about: String, next: String) {
            self.init(.commandLine, arguments, about: about, next: next)
        }

        init(_ executable: Executable, _ arguments: [String], about: String, next: String) {
            self.executable = executable
            self.arguments = arguments
            self.about = about
            self.next = next
        }
    }

    private static let asking = ["--client-id", "c", "--client-secret-file", "secret"]
    private static let resource = ["--issuer", "http://127.0.0.1:1", "--audience", "a", "--resource-file"]

    static let rows: [Row] = [
        Row(["clients", "show", Commands.unknownID], about: "no client \(Commands.unknownID)", next: "clients list"),
        Row(["clients", "add", "--name", "n"], about: "at least one resource", next: "give --resource"),
        Row(["keys", "retire", "abc"], about: "no key abc", next: "keys list"),
        Row(["init", "--data-dir", "file"], about: "file is not a folder", next: "name another"),
        Row(["init", "--data-dir", "file/below"], about: "can't make file/below", next: "mkdir"),
        Row(["init", "--database-url", "sqlite:no/folder.db"], about: "no/folder.db", next: "make its folder"),
        Row(["keys", "list", "--keyring-passphrase-file", "none"], about: "none: No such file", next: "mode 0600"),
        Row(["clients", "list", "--database-url", "sqlite:file"], about: "file: SQLite 26", next: "steelcut doctor"),
        Row(["clients", "import", "--from", "sqlite:none.db"], about: "none.db: no such file", next: "--from names"),
        Row(
            ["token", "request", "--token-url", "http://127.0.0.1:1/token"] + asking,
            about: "http://127.0.0.1:1/token", next: "look whether it runs"),
        Row(
            [
                "token", "request", "--token-url", "http://127.0.0.1:1/t", "--client-id", "c", "--client-secret-file",
                "none",
            ],
            about: "none: no such file", next: "no such file"),
        Row(["resource", "get", "http://127.0.0.1:1/r", "--token", "t"], about: "127.0.0.1:1/r", next: "address"),
        Row(
            ["resource", "get", "http://127.0.0.1:2/r", "--token-url", "http://127.0.0.1:1/token"] + asking,
            about: "http://127.0.0.1:2/r with a token of http://127.0.0.1:1/token", next: "look whether it runs"),
        Row(["resource", "get", "http://127.0.0.1:1/r", "--token", "a b"], about: "--token", next: "access_token"),
        Row(
            ["token", "verify", "t", "--jwks-file", "none", "--audience", "a"], about: "--jwks-file: none",
            next: "steelcut keys export"),
        Row(
            ["token", "verify", "t", "--issuer", "http://127.0.0.1:1", "--audience", "a"], about: "http://127.0.0.1:1",
            next: "look whether it runs"),
        Row(.authorizationServer, ["--http-host", "a.invalid"], about: "a.invalid", next: "no address is known"),
        Row(.authorizationServer, ["--http-port-file", "no/port"], about: "no/port", next: "folder"),
        Row(
            .authorizationServer, ["--tls-certificate", "none", "--tls-private-key", "none"],
            about: "tls.certificate: none", next: "no such file"),
        Row(.authorizationServer, ["--keyring", "dir:none"], about: "none: no such folder", next: "steelcut init"),
        Row(.resourceServer, resource + ["none"], about: "resource.file: can't read none", next: "JSON file"),
        Row(
            .resourceServer, resource + ["json", "--jwks-file", "none"], about: "jwks.file: none",
            next: "steelcut keys export"),
    ]

    @Test(arguments: rows)
    func `says what to do next`(_ row: Row) async throws {
        try await Workspace.with(countingCoverage: false) { work in
            try await work.done("init")
            try work.write(String(repeating: "no database ", count: 500), to: "file")
            try work.write("secret", to: "secret")
            try work.write("{}", to: "json")
            let log = ["--log-level", "critical"]
            let run =
                row.executable == .commandLine
                ? try await work.run(.commandLine, row.arguments)
                : try await work.refusedStart(row.executable, row.arguments + log)
            #expect(run.status == 1, "\(run.errors)")
            #expect(run.output.isEmpty)
            #expect(run.errorLines.count == 1, "\(run.errors)")
            #expect(run.errors.contains(row.about), "\(run.errors)")
            #expect(run.errors.contains(row.next), "\(run.errors)")
        }
    }

    @Test func `wrong usage names the help of the command`() async throws {
        try await Workspace.with(countingCoverage: false) { work in
            for (arguments, help) in [
                (["clients", "add", "--bogus"], "see: steelcut clients add --help"),
                (["bogus"], "see: steelcut --help"),
            ] {
                let run = try await work.run(.commandLine, arguments)
                #expect(run.status == 64)
                #expect(run.errors.contains(help), "\(run.errors)")
            }
        }
    }

    @Test func `a refused secret says where to look`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let client = try await work.addClient()
            try await work.serving(.authorizationServer) { server in
                let run = try await work.steelcut(
                    "token", "request", "--token-url", "\(server.url)/token", "--client-id", client.id,
                    environment: ["STEELCUT_CLIENT_SECRET": "canary"])
                #expect(run.status == 1)
                #expect(run.errors.contains("\(server.url)/token"), "\(run.errors)")
                #expect(run.errors.contains("steelcut clients show"), "\(run.errors)")
                #expect(!run.errors.contains("canary"))
                let scope = try await work.steelcut(
                    "token", "request", "--token-url", "\(server.url)/token", "--client-id", client.id, "--scope", "x",
                    environment: ["STEELCUT_CLIENT_SECRET": client.secret])
                #expect(scope.errors.contains("lists what it may have"), "\(scope.errors)")
            }
        }
    }
}
