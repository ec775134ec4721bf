import Foundation
import Testing

/// Neither secret nor token nor key is in a log line, an error, or what `ps` shows, at the most talkative level.
@Suite struct Secrecy {
    @Test func `of both servers and the command line`() async throws {
        try await Workspace.with { work in
            try work.write("canary-passphrase-of-the-keyring\n", to: "passphrase")
            let sealed = ["--keyring-passphrase-file", work.path("passphrase")]
            try await work.done("init", sealed[0], sealed[1])
            let client = try await work.addClient("--resource", "r", sealed[0], sealed[1])
            try work.write("{}", to: "document.json")
            let talkative = ["--log-level", "trace"]
            var canaries = [client.secret, "canary"]
            var said = ""
            var shown = ""

            try await work.serving(.authorizationServer, sealed + talkative) { auth in
                try await work.serving(
                    .resourceServer,
                    talkative + ["--issuer", auth.url, "--audience", "r", "--resource-file", "document.json"]
                ) { resource in
                    // The good way, and the command line's.
                    let token = try await auth.token(for: client)
                    canaries.append(token)
                    canaries += token.split(separator: ".").dropFirst().map(String.init)
                    try await until("the keys") {
                        try await resource.get("/api_v0.0.1", "Authorization: Bearer \(token)").status == 200
                    }
                    let requesting = try Child(
                        .commandLine,
                        [
                            "resource", "get", "\(resource.url)/api_v0.0.1", "--token-url", "\(auth.url)/token",
                            "--client-id", client.id, "--client-secret-file", "-", "--no-cache",
                        ], environment: work.environment, in: work.folder, input: Array(client.secret.utf8))
                    // For a moment after its start a process has no command line.
                    shown += try await firstValue("the command line") {
                        let line = commandLine(of: requesting)
                        return line.isEmpty ? nil : line
                    }
                    #expect(try await requesting.ending() == 0)
                    said += requesting.errors

                    // Bad ones, with something to remember in every place where there is room.
                    let calls: [Call] = [
                        .token("grant_type=client_credentials", client.basic, "X-Canary: canary-in-a-field"),
                        .token("grant_type=client_credentials", TestClient.basic(client.id, "canary-in-basic")),
                        .token("grant_type=client_credentials", TestClient.basic("canary-as-id", "canary-as-secret")),
                        .token("grant_type=client_credentials&client_id=canary-id&client_secret=canary-secret"),
                        .token("grant_type=canary-grant&\(client.form)"), .token("canary-name=canary-value"),
                        .token("grant_type=client_credentials&\(client.form)&scope=canary-scope"),
                        .token("grant_type=client_credentials&\(client.form)&resource=canary-resource"),
                        .token("grant_type=client_credentials&\(client.form)&a=%zz"),
                        .token("canary", "Authorization: Bearer canary-bearer"),
                        .token("canary", path: "/token?client_secret=canary-in-the-query"),
                        .token(String(repeating: "canary", count: 3000)),
                        Call(path: "/health/live?canary"),
                        Call(path: "/health/live", fields: ["X-Canary: " + String(repeating: "canary", count: 3000)]),
                    ]
                    for call in calls {
                        let answer = try await auth.answer(to: call)
                        #expect(!answer.text.contains("canary"), "\(answer.text)")
                    }
                    for field in ["Bearer canary.\(token)", "Bearer canary", "Basic canary", "Bearer \(token)x"] {
                        let answer = try await resource.get(
                            "/api_v0.0.1?access_token=canary", "Authorization: \(field)")
                        #expect(answer.status >= 400)
                        #expect(!(answer.text + "\(answer.fields)").contains("canary"))
                    }
                    let wire = try Wire(port: auth.port)
                    try await wire.send("canary canary canary\r\n\r\n")
                    _ = try await wire.untilClosed()
                    for server in [auth, resource] {
                        shown += commandLine(of: server.child)
                        #expect(try await server.stop() == 0)
                        said += server.child.errors + server.child.output
                    }
                }
            }
            // There was something to look through.
            #expect(said.contains("request answered"))
            #expect(said.contains("invalid_client"))
            #expect(shown.contains("--client-secret-file"))

            let name = try #require(work.names(in: "steelcut-data/keyring").first)
            let key = String(decoding: try work.read("steelcut-data/keyring/\(name)"), as: UTF8.self)
            canaries += key.split(separator: "\n").filter { !$0.contains(":") && !$0.hasPrefix("-") }.map(String.init)
            for canary in canaries {
                let base64 = Data(canary.utf8).base64EncodedString().prefix { $0 != "=" }.dropLast(2)
                for form in [canary, String(base64)] {
                    #expect(
                        !said.contains(form), "\(form) in \(said.split(separator: "\n").filter { $0.contains(form) })")
                    #expect(!shown.contains(form), "\(form)")
                }
            }
            // Nor its hint, as a word of its own: four characters may stand within any ID.
            let words = said.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_")) }
            #expect(!words.contains { $0 == client.secret.suffix(4) })
            for word in ["Authorization: ", "Basic ", "Bearer ", "$argon2", "PRIVATE-", "PRIVATE KEY"] {
                #expect(!said.contains(word), "\(word)")
            }
        }
    }

    /// What `ps` shows of a process.
    private func commandLine(of child: Child) -> String {
        guard let bytes = try? Data(contentsOf: URL(filePath: "/proc/\(child.id)/cmdline")) else { return "" }
        return String(decoding: bytes, as: UTF8.self)
    }
}
