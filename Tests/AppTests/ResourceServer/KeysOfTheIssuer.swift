import Foundation
import Testing

/// Contract section 5: where the public keys come from, and what holds without them.
@Suite struct KeysOfTheIssuer {
    @Test func `without keys 503 once the header is in order, and the keys are waited for`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let client = try await work.addClient()
            try work.write("[1,2]", to: "document.json")
            // A port that was free a moment ago, for an issuer that is not there yet.
            let port = try await work.serving(.authorizationServer) { $0.port }
            let issuer = "http://127.0.0.1:\(port)"
            try await work.serving(
                .resourceServer, ["--issuer", issuer, "--audience", "api_v0.0.1", "--resource-file", "document.json"]
            ) { resource in
                let token = "eyJ0eXAiOiJhdCtqd3QiLCJhbGciOiJFUzI1NiIsImtpZCI6IngifQ.e30.AAAA"
                let answer = try await resource.get("/api_v0.0.1", "Authorization: Bearer \(token)")
                #expect(answer.status == 503)
                #expect(try #require(answer["Retry-After"].flatMap { Int($0) }) >= 1)
                #expect(try answer.json()["error_description"]?.string != nil)
                for path in ["/health/ready", "/health/live"] {
                    let health = try await resource.get(path)
                    #expect(health.status == 503)
                    #expect(try health.json()["status"]?.string == "unavailable")
                }
                // Refusals for want of a header come before those for want of keys.
                #expect(try await resource.get("/api_v0.0.1").status == 401)
                #expect(try await resource.get("/api_v0.0.1", "Authorization: Bearer").status == 400)

                let auth = try Child(
                    .authorizationServer, ["--http-port", "\(port)", "--http-port-file", work.path("port")],
                    environment: work.environment, in: work.folder)
                defer { auth.send(SIGKILL) }
                try await until("the issuer") { (try? work.read("port")) != nil }
                let server = Server(child: auth, port: port)
                let good = try await server.token(for: client)
                try await until("the keys", within: .seconds(40)) {
                    try await resource.get("/api_v0.0.1", "Authorization: Bearer \(good)").status == 200
                }
                #expect(try await resource.get("/health/ready").status == 200)

                // The issuer gone, the last good set is kept.
                #expect(try await server.stop() == 0)
                #expect(try await resource.get("/api_v0.0.1", "Authorization: Bearer \(good)").status == 200)
            }
        }
    }

    @Test func `a lost issuer is told of, and costs no token that was good`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let client = try await work.addClient()
            try work.write("{}", to: "document.json")
            // Another name than the issuer's own: the keys are to come from where it is said, without its metadata.
            let issuing = ["--issuer", "https://as.example", "--keys-publish-before-use", "0"]
            try await work.serving(.authorizationServer, issuing) { auth in
                try await work.serving(
                    .resourceServer,
                    [
                        "--issuer", "https://as.example", "--jwks-url", "\(auth.url)/.well-known/jwks.json",
                        "--audience", "api_v0.0.1", "--resource-file", "document.json",
                    ]
                ) { resource in
                    let token = try await auth.token(for: client)
                    func status() async throws -> Int {
                        try await resource.get("/api_v0.0.1", "Authorization: Bearer \(token)").status
                    }
                    try await until("the keys") { try await status() == 200 }
                    #expect(try await resource.get("/health/ready").text == #"{"status":"ok"}"#)
                    #expect(try await auth.stop() == 0)
                    try await until("the news") {
                        try await resource.get("/health/ready").text == #"{"status":"degraded"}"#
                    }
                    #expect(try await resource.get("/health/ready").status == 200)
                    #expect(try await status() == 200)
                    // A key that nobody has heard of is refused, not waited for.
                    let stranger = token.replacing(#/^[^.]+/#) { _ in
                        base64URL(Array(#"{"typ":"at+jwt","alg":"ES256","kid":"unheard-of"}"#.utf8))
                    }
                    let refused = try await resource.get("/api_v0.0.1", "Authorization: Bearer \(stranger)")
                    #expect(refused.status == 401)
                    #expect(refused.error == "invalid_token")
                }
            }
        }
    }

    @Test func `a file of keys needs no issuer, and is read again on SIGHUP`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let client = try await work.addClient()
            let issuer = ["--issuer", "https://as.example"]
            let token = try await work.serving(.authorizationServer, issuer) { try await $0.token(for: client) }
            try await work.done("init", "--data-dir", "other")
            try work.write(try await work.done("keys", "export", "--data-dir", "other"), to: "keys.json")
            try work.write("{}", to: "document.json")
            try await work.serving(
                .resourceServer,
                issuer + [
                    "--audience", "api_v0.0.1", "--resource-file", "document.json", "--jwks-file",
                    work.path("keys.json"),
                ]
            ) { resource in
                func status() async throws -> Int {
                    try await resource.get("/api_v0.0.1", "Authorization: Bearer \(token)").status
                }
                #expect(try await status() == 401)
                try work.write(try await work.done("keys", "export"), to: "keys.json")
                resource.child.send(SIGHUP)
                try await until("the reload") { try await status() == 200 }
                // What can't be read leaves the old in force.
                try work.write("{", to: "keys.json")
                resource.child.send(SIGHUP)
                try await until("the refusal") { resource.child.errors.contains("not read again") }
                #expect(try await status() == 200)
            }
        }
    }

    @Test func `the document is read again on SIGHUP, unless it is not JSON`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let client = try await work.addClient()
            try work.write(#"{"version":1}"#, to: "document.json")
            try await work.serving(.authorizationServer) { auth in
                try await work.serving(
                    .resourceServer,
                    [
                        "--issuer", auth.url, "--audience", "api_v0.0.1", "--resource-file", "document.json",
                        "--resource-route", "v1/status", "--resource-url", "https://api.example/v1/status",
                    ]
                ) { resource in
                    let bearer = "Authorization: Bearer \(try await auth.token(for: client))"
                    try await until("the keys") { try await resource.get("/v1/status", bearer).status == 200 }
                    let old = try await resource.get("/v1/status", bearer)
                    #expect(old.text == #"{"version":1}"#)
                    let json = try await resource.get("/.well-known/oauth-protected-resource/v1/status").json()
                    #expect(json["resource"]?.string == "https://api.example/v1/status")

                    try work.write(#"{"version":2}"#, to: "document.json")
                    resource.child.send(SIGHUP)
                    try await until("the reload") {
                        try await resource.get("/v1/status", bearer).text == #"{"version":2}"#
                    }
                    let new = try await resource.get("/v1/status", bearer)
                    #expect(new["ETag"] != old["ETag"])
                    try work.write(#"{"version":3,}"#, to: "document.json")
                    resource.child.send(SIGHUP)
                    try await until("the refusal") { resource.child.errors.contains("not read again") }
                    #expect(try await resource.get("/v1/status", bearer).text == #"{"version":2}"#)
                }
            }
        }
    }
}
