import Testing

/// Contract section 3: `steelcut resource get`.
@Suite(.bothServers) struct ResourceGetCommand {
    let site: BothSite

    init() throws { site = try #require(BothSite.current) }

    @Test func `a token, or what a token request takes, fetches the resource`() async throws {
        let token = try await site.auth.token(for: site.client)
        let url = site.resource.url + "/api_v0.0.1"
        #expect(try await site.work.done("resource", "get", url, "--token", token) == site.document + "\n")
        let variable = ["STEELCUT_CLIENT_SECRET": site.client.secret]
        let asked = try await site.work.done(
            "resource", "get", url, "--token-url", "\(site.auth.url)/token", "--client-id", site.client.id,
            environment: variable)
        #expect(asked == site.document + "\n")
        #expect(site.work.names(in: "cache/steelcut").count == 1)
    }

    @Test func `another machine is asked over plain http where that is said`() async throws {
        let there = "http://0.0.0.0:1"
        let request = ["--token-url", "\(there)/token", "--client-id", "c"]
        for words in [
            ["resource", "get", "\(there)/r", "--token", "t"], ["resource", "get", "\(site.resource.url)/r"] + request,
            ["token", "request"] + request, ["token", "verify", "t", "--audience", "a", "--issuer", there],
        ] {
            let run = try await site.work.run(
                .commandLine, words + ["--plain-http"], environment: ["STEELCUT_CLIENT_SECRET": "s"])
            #expect(run.status == 1)
            #expect(run.errors.contains("can't be reached"), "\(run.errors)")
        }
    }

    @Test func `a refusal is said in one line`() async throws {
        let url = site.resource.url + "/api_v0.0.1"
        let bad = try await site.work.steelcut("resource", "get", url, "--token", "a.b.c")
        #expect(bad.status == 1)
        #expect(bad.output.isEmpty)
        #expect(bad.errorLines.count == 1)
        #expect(bad.errors.contains("401"), "\(bad.errors)")
        #expect(bad.errors.contains("invalid_token"), "\(bad.errors)")
        let none = try await site.work.steelcut("resource", "get", url, "--token", "a b")
        #expect(none.status != 0)
        let lost = try await site.work.steelcut("resource", "get", site.resource.url + "/x", "--token", "a.b.c")
        #expect(lost.status == 1)
        #expect(lost.errors.contains("404"), "\(lost.errors)")
    }
}
