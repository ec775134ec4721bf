import Foundation
import Testing

/// Contract section 3: `--format`, text where standard output is a terminal; results on standard output alone.
@Suite struct OutputForms {
    @Test func `a terminal gets text, a pipe JSON, and --format decides`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            func shown(_ arguments: String..., environment: [String: String] = [:]) async throws -> String {
                let run = try await work.run(
                    .commandLine, ["keys", "list"] + arguments, environment: environment, terminal: try Terminal())
                #expect(run.status == 0, "\(run.errors)")
                return run.output
            }
            let text = try await shown(environment: ["TERM": "xterm"])
            #expect(text.hasPrefix("\u{1B}[1mKID "))
            #expect(text.contains("ES256"))
            let json = try await shown("--format", "json", environment: ["TERM": "xterm"])
            #expect(json == (try await work.done("keys", "list")))
            #expect(json.hasPrefix("[{\"kid\":"))
            #expect(try await work.done("keys", "list", "--format", "text").hasPrefix("KID "))
        }
    }

    @Test(arguments: [["NO_COLOR": "1"], ["TERM": "dumb"]])
    func `colours can be turned off`(_ environment: [String: String]) async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let run = try await work.run(
                .commandLine, ["init"], environment: ["TERM": "xterm"].merging(environment) { $1 },
                terminal: try Terminal())
            #expect(run.status == 0)
            #expect(run.output.contains("Next steps"))
            #expect(!run.output.contains("\u{1B}"))
        }
    }

    @Test func `a name with control characters can't act on the terminal`() async throws {
        try await Workspace.with { work in
            let run = try await work.steelcut("clients", "add", "--name", "a\u{1B}[31m", "--resource", "r")
            #expect(run.status == 64)
            #expect(!run.errors.contains("\u{1B}"))
        }
    }

    @Test func `a result that can't be written is a failure, and not a signal`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let program = Executable.commandLine.url.path
            let full = try await work.run(.shell, ["-c", "exec \"$0\" keys list >/dev/full", program])
            #expect(full.status == 1)
            #expect(full.errorLines.count == 1, "\(full.errors)")
            let closed = try await work.run(
                .shell, ["-c", "{ \"$0\" keys list; echo \"ended $?\" >&2; } | true", program])
            #expect(closed.errors.contains(#/ended [01]\b/#), "\(closed.errors)")
        }
    }

    @Test func `a secret that can't be written changes nothing`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            func intoNothing(_ arguments: String) async throws {
                let run = try await work.run(
                    .shell, ["-c", "exec \"$0\" \(arguments) >/dev/full", Executable.commandLine.url.path])
                #expect(run.status == 1)
                #expect(
                    run.errorLines == [
                        "steelcut: the new secret could not be written to standard output; nothing was changed"
                    ])
            }
            try await intoNothing("clients add --name n --resource r")
            #expect(try await work.done("clients", "list") == "[]\n")
            let client = try await work.addClient()
            let before = try await work.done("clients", "secrets", client.id)
            try await intoNothing("clients update \(client.id) --new-secret --name other")
            try await intoNothing("clients update \(client.id) --add-secret")
            #expect(try await work.done("clients", "secrets", client.id) == before)
            #expect(try await !work.done("clients", "show", client.id).contains("other"))
        }
    }

    @Test func `settings may stand before the command`() async throws {
        try await Workspace.with { work in
            try await work.done("--data-dir", "elsewhere", "init")
            #expect(work.names(in: "elsewhere").contains("steelcut.db"))
            #expect(try await work.done("--data-dir=elsewhere", "--log-level", "error", "clients", "list") == "[]\n")
        }
    }
}
