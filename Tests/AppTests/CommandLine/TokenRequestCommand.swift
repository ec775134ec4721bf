import Foundation
import Testing

/// Contract section 3: `steelcut token request`.
@Suite(.authorizationServer) struct TokenRequestCommand {
    let site: AuthorizationSite

    init() throws { site = try #require(AuthorizationSite.current) }

    private func request(
        _ work: Workspace, _ arguments: String..., client: TestClient? = nil, environment: [String: String] = [:],
        input: String = ""
    ) async throws -> Run {
        try await work.run(
            .commandLine,
            ["token", "request", "--token-url", "\(site.server.url)/token", "--client-id", (client ?? site.client).id]
                + arguments, environment: environment, input: input)
    }

    @Test(arguments: ["", "\n", "\r\n"])
    func `the secret comes from a file, one trailing line end dropped`(_ ending: String) async throws {
        try await Workspace.with { work in
            try work.write(site.client.secret + ending, to: "secret")
            let run = try await request(work, "--client-secret-file", "secret", "--no-cache", "--format", "text")
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.output.wholeMatch(of: #/[\w-]+\.[\w-]+\.[\w-]+\n/#) != nil, "\(run.output)")
        }
    }

    @Test func `only one line end is dropped`() async throws {
        try await Workspace.with { work in
            try work.write(site.client.secret + "\n\n", to: "secret")
            let run = try await request(work, "--client-secret-file", "secret", "--no-cache")
            #expect(run.status == 1)
            #expect(run.output.isEmpty)
        }
    }

    @Test func `the secret comes from standard input where that is said, and from the variable`() async throws {
        try await Workspace.with { work in
            let variable = ["STEELCUT_CLIENT_SECRET": site.client.secret]
            let wrong = ["STEELCUT_CLIENT_SECRET": "PRIVATE-wrong"]
            let piped = try await request(
                work, "--client-secret-file", "-", "--no-cache", environment: wrong, input: site.client.secret + "\n")
            #expect(piped.status == 0, "\(piped.errors)")
            // Without `-` standard input is not read: what is there is no secret.
            let set = try await request(work, "--no-cache", environment: variable, input: "PRIVATE-wrong\n")
            #expect(set.status == 0, "\(set.errors)")
            let neither = try await request(work, "--no-cache", input: site.client.secret)
            #expect(neither.status == 64)
            #expect(neither.errors.contains("--client-secret-file"))
            let missing = try await request(work, "--client-secret-file", "missing", environment: variable)
            #expect(missing.status == 1)
            #expect(missing.errors.contains("missing"))
        }
    }

    @Test func `JSON is the server's answer`() async throws {
        try await Workspace.with { work in
            let variable = ["STEELCUT_CLIENT_SECRET": site.client.secret]
            let run = try await request(
                work, "--scope", "read", "--resource", "other", "--resource", "api_v0.0.1", environment: variable)
            let answer = try run.json()
            #expect(
                answer.names
                    == ["access_token", "token_type", "expires_in", "scope", "resource", "expires_on", "not_before"])
            #expect(answer["scope"]?.string == "read")
            #expect(answer["resource"]?.strings == ["other", "api_v0.0.1"])
            #expect(run.errors.isEmpty)
        }
    }

    @Test func `a refusal is one line and 1`() async throws {
        try await Workspace.with { work in
            for (arguments, secret, code) in [
                (["--scope", "admin"], site.client.secret, "invalid_scope"),
                (["--resource", "foreign"], site.client.secret, "invalid_target"),
                ([], "PRIVATE-wrong", "invalid_client"),
            ] {
                let run = try await work.run(
                    .commandLine,
                    ["token", "request", "--token-url", "\(site.server.url)/token", "--client-id", site.client.id]
                        + arguments, environment: ["STEELCUT_CLIENT_SECRET": secret])
                #expect(run.status == 1)
                #expect(run.output.isEmpty)
                #expect(run.errorLines.count == 1)
                #expect(run.errors.contains(code), "\(run.errors)")
                #expect(!run.errors.contains(secret))
            }
            #expect(work.names(in: "cache/steelcut").isEmpty)
        }
    }

    @Test func `the token is kept, for this secret only, where nobody else can read it`() async throws {
        try await Workspace.with { work in
            let variable = ["STEELCUT_CLIENT_SECRET": site.client.secret]
            func token(_ arguments: String...) async throws -> String {
                let run = try await work.run(
                    .commandLine,
                    ["token", "request", "--token-url", "\(site.server.url)/token", "--client-id", site.client.id]
                        + ["--format", "text"] + arguments, environment: variable)
                #expect(run.status == 0, "\(run.errors)")
                return run.output
            }
            let first = try await token()
            #expect(try work.mode("cache/steelcut") == 0o700)
            let files = work.names(in: "cache/steelcut")
            #expect(files.count == 1)
            #expect(try work.mode("cache/steelcut/\(files[0])") == 0o600)
            let kept = String(decoding: try work.read("cache/steelcut/\(files[0])"), as: UTF8.self)
            #expect(!kept.contains(site.client.secret))

            #expect(try await token() == first)
            #expect(try await token("--no-cache") != first)
            #expect(try await token("--scope", "read") != first)
            #expect(try await token("--resource", "other") != first)

            let stranger = try await request(work, environment: ["STEELCUT_CLIENT_SECRET": "PRIVATE-wrong"])
            #expect(stranger.status == 1)
            #expect(stranger.output.isEmpty)
        }
    }

    @Test func `without XDG_CACHE_HOME the cache is in the home folder`() async throws {
        try await Workspace.with { work in
            var work = work
            work.environment["XDG_CACHE_HOME"] = nil
            let run = try await request(work, environment: ["STEELCUT_CLIENT_SECRET": site.client.secret])
            #expect(run.status == 0)
            #expect(work.names(in: ".cache/steelcut").count == 1)
        }
    }

    @Test func `a token endpoint that is no web URL is wrong usage`() async throws {
        try await Workspace.with { work in
            for url in ["file:///token", "token", "http://", "http://a/#f"] {
                let run = try await work.steelcut(
                    "token", "request", "--token-url", url, "--client-id", "c",
                    environment: ["STEELCUT_CLIENT_SECRET": "PRIVATE-x"])
                #expect(run.status == 64, "\(url)")
                #expect(run.errorLines.count == 1)
                #expect(run.errors.contains("--token-url"), "\(run.errors)")
            }
        }
    }

    @Test func `a server that is not there is one line and 1`() async throws {
        try await Workspace.with { work in
            let run = try await work.steelcut(
                "token", "request", "--token-url", "http://127.0.0.1:1/token", "--client-id", "c", "--no-cache",
                environment: ["STEELCUT_CLIENT_SECRET": "PRIVATE-x"])
            #expect(run.status == 1)
            #expect(run.output.isEmpty)
            #expect(run.errorLines.count == 1, "\(run.errors)")
        }
    }
}
