import Testing

/// Contract section 3: `steelcut token verify` prints the claims, or the reason on standard error and 1.
@Suite(.authorizationServer) struct TokenVerifyCommand {
    let site: AuthorizationSite

    init() throws { site = try #require(AuthorizationSite.current) }

    @Test func `a good token's claims are printed, from an argument and from standard input`() async throws {
        let token = try await site.server.token(for: site.client)
        let argument = try await site.work.done(
            "token", "verify", token, "--issuer", site.server.url, "--audience", "api_v0.0.1")
        let claims = try JSON(argument)
        #expect(claims.names == ["iss", "sub", "client_id", "aud", "iat", "exp", "jti", "scope"])
        #expect(claims["iss"]?.string == site.server.url)
        #expect(claims["aud"]?.string == "api_v0.0.1")
        for input in [token, token + "\n"] {
            let piped = try await site.work.done(
                "token", "verify", "--issuer", site.server.url, "--audience", "api_v0.0.1", input: input)
            #expect(piped == argument)
        }
        let text = try await site.work.done(
            "token", "verify", token, "--issuer", site.server.url, "--audience", "api_v0.0.1", "--format", "text")
        #expect(text.contains(site.client.id))
    }

    @Test func `each defect is named`() async throws {
        let good = try await site.server.token(for: site.client)
        let keys = try site.work.write(try await site.work.done("keys", "export"), to: "verify.json")
        let other = try site.work.write(#"{"keys":[]}"#, to: "empty.json")
        let segments = good.split(separator: ".").map(String.init)
        let flipped = (segments[2].first == "A" ? "B" : "A") + segments[2].dropFirst()
        func encoded(_ json: String) -> String { base64URL(Array(json.utf8)) }
        let rows: [(token: String, arguments: [String], reason: String)] = [
            ("", [], "compact form"),
            ("abc", [], "compact form"),
            (segments[0] + "." + segments[1] + ".", [], "signature"),
            ("=" + good, [], "base64url"),
            (segments[0] + "." + segments[1] + "." + flipped, [], "signature"),
            (encoded("{") + "." + segments[1] + "." + segments[2], [], "JSON"),
            (encoded(#"{"typ":"at+jwt","alg":"none"}"#) + "." + segments[1] + ".", [], "algorithm"),
            (encoded(#"{"typ":"JWT","alg":"ES256"}"#) + "." + segments[1] + "." + segments[2], [], "typ at+jwt"),
            (
                encoded(#"{"typ":"at+jwt","alg":"ES256","crit":["x"],"x":1}"#) + "." + segments[1] + "." + segments[2],
                [], "extensions"
            ),
            (good, ["--jwks-file", other], "empty.json: no usable key"),
            (good, ["--audience", "other"], "somebody else"),
            (good, ["--issuer", "https://as.example"], "somebody else issued it"),
        ]
        for row in rows {
            var arguments = ["token", "verify"]
            if !row.arguments.contains("--jwks-file") { arguments += ["--jwks-file", keys] }
            if !row.arguments.contains("--audience") { arguments += ["--audience", "api_v0.0.1"] }
            let run = try await site.work.run(.commandLine, arguments + row.arguments, input: row.token)
            #expect(run.status == 1, "\(row)")
            #expect(run.output.isEmpty)
            #expect(run.errorLines.count == 1)
            #expect(run.errors.contains(row.reason), "\(row.reason): \(run.errors)")
        }
    }

    @Test func `keys that can't be had are named`() async throws {
        for (arguments, named) in [
            (["--jwks-file", "missing.json"], "missing.json"), (["--issuer", "http://127.0.0.1:1"], "127.0.0.1:1"),
        ] {
            let run = try await site.work.run(
                .commandLine, ["token", "verify", "a.b.c", "--audience", "r"] + arguments)
            #expect(run.status == 1)
            #expect(run.output.isEmpty)
            #expect(run.errorLines.count == 1)
            #expect(run.errors.contains(named), "\(run.errors)")
        }
    }
}
