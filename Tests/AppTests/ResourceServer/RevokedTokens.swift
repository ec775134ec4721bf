import Foundation
import SteelcutPostgresFixture
import Testing

/// Row 53, through the programs: what the authorization server takes back the resource server refuses within the time that
/// it polls in, and without asking for each token.
@Suite struct RevokedTokens {
    /// What is revoked is heard of within `revocations.poll`, here one second, after the issuer's own two.
    private static let soon = Duration.effect + .seconds(2)

    @Test func `a token, and the tokens of a client that is disabled or removed`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            try await work.serving(.authorizationServer) { auth in
                try await work.protecting(auth.url) { resource in
                    let client = try await work.addClient()
                    let (stolen, kept) = (try await auth.token(for: client), try await auth.token(for: client))
                    for token in [stolen, kept] { try await resource.expectAccepted(token) }
                    #expect(try await auth.answer(to: .about(stolen, at: "/revoke", by: client)).status == 200)
                    try await resource.expectRefusal(of: stolen, within: .effect)
                    try await resource.expectAccepted(kept)

                    let operators = try await auth.token(for: client)
                    try await work.done("token", "revoke", input: operators)
                    try await resource.expectRefusal(of: operators, within: Self.soon)

                    for command in ["disable", "remove"] {
                        let other = try await work.addClient()
                        let token = try await auth.token(for: other)
                        try await resource.expectAccepted(token)
                        try await work.done("clients", command, other.id)
                        try await resource.expectRefusal(of: token, within: Self.soon)
                    }
                    try await resource.expectAccepted(kept)

                    // Nobody asked for a token: the list was fetched, and mostly not sent again.
                    #expect(!auth.child.errors.contains("/introspect"))
                    #expect(auth.child.errors.contains("/.well-known/revocations"))
                    #expect(try await resource.get("/health/ready").text == #"{"status":"ok"}"#)

                    // The list outlives the issuer, and so does what was good.
                    #expect(try await auth.stop() == 0)
                    try await until("the news") {
                        try await resource.get("/health/ready").text == #"{"status":"degraded"}"#
                    }
                    #expect(try await resource.get("/health/ready").status == 200)
                    try await resource.expectAccepted(kept)
                    #expect(try await resource.bearing(stolen).status == 401)
                }
            }
        }
    }

    @Test func `whatever a revoked key has signed`() async throws {
        try await PostgresSite.with { site in
            let client = try await site.admin.addClient()
            try await site.server.serving(.authorizationServer) { auth in
                try await auth.untilReady()
                try await site.server.protecting(auth.url) { resource in
                    let old = try await auth.token(for: client)
                    try await resource.expectAccepted(old)
                    try await site.admin.done("keys", "rotate", "--keys-publish-before-use", "0")
                    let key = try #require(try header(of: old)["kid"]?.string)
                    let new = try await firstValue("a token by the next key") { () -> String? in
                        let token = try await auth.token(for: client)
                        return try header(of: token)["kid"]?.string == key ? nil : token
                    }
                    try await resource.expectAccepted(old)
                    try await site.database.psql(
                        """
                        INSERT INTO steelcut.revocations (kind, subject, issued_until, ends, created)
                        VALUES ('key', '\(key)', 9223372036854775807, 4102444800000000, 0)
                        """)
                    try await resource.expectRefusal(of: old, within: .seconds(16))
                    try await resource.expectAccepted(new)
                }
            }
        }
    }

    @Test func `revocations.poll 0 turns it off, refuse turns tokens away as soon as the list is missed`() async throws
    {
        try await Workspace.with { work in
            try await work.done("init")
            let client = try await work.addClient()
            try await work.serving(.authorizationServer) { auth in
                let (token, good) = (try await auth.token(for: client), try await auth.token(for: client))
                try await work.protecting(auth.url, "--revocations-poll", "0") { resource in
                    try await work.done("token", "revoke", input: token)
                    try await work.protecting(
                        auth.url, "--revocations-stale", "refuse", "--revocations-poll", "5"
                    ) { strict in
                        try await strict.expectRefusal(of: token, within: Self.soon)
                        try await resource.expectAccepted(token)
                        #expect(resource.child.errors.contains("revocations are not followed"))

                        try await strict.expectAccepted(good)
                        #expect(try await auth.stop() == 0)
                        try await until("the end of patience") { try await strict.bearing(good).status == 503 }
                        let answer = try await strict.bearing(good)
                        #expect(answer["Retry-After"] == "5")
                        #expect(
                            try answer.json()["error_description"]?.string == "what the issuer has revoked is not known"
                        )
                        #expect(try await strict.get("/health/ready").text == #"{"status":"degraded"}"#)
                        try await resource.expectAccepted(good)
                    }
                }
            }
        }
    }

    @Test func `the list is found where it is said, without the issuer's metadata`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let client = try await work.addClient()
            try await work.serving(.authorizationServer, ["--issuer", "https://as.example"]) { auth in
                let places = ["--jwks-url", "\(auth.url)/.well-known/jwks.json"]
                let list = ["--revocations-url", "\(auth.url)/.well-known/revocations"]
                try await work.protecting("https://as.example", places + list) { following in
                    try await work.protecting("https://as.example", places) { other in
                        let token = try await auth.token(for: client)
                        try await following.expectAccepted(token)
                        try await other.expectAccepted(token)
                        try await work.done("token", "revoke", input: token)
                        try await following.expectRefusal(of: token, within: Self.soon)
                        try await other.expectAccepted(token)
                        #expect(other.child.errors.contains("revocations are not followed"))
                    }
                }
            }
        }
    }
}

extension Workspace {
    /// Serves a document to bearers of an issuer's tokens, asking for the list of revocations each second.
    func protecting(_ issuer: String, _ arguments: String..., body: (Server) async throws -> Void) async throws {
        try await protecting(issuer, arguments, body: body)
    }

    func protecting(_ issuer: String, _ arguments: [String], body: (Server) async throws -> Void) async throws {
        try write("{}", to: "document.json")
        var all = ["--issuer", issuer, "--audience", "api_v0.0.1", "--resource-file", "document.json"]
        if !arguments.contains("--revocations-poll") { all += ["--revocations-poll", "1"] }
        try await serving(.resourceServer, all + arguments) { resource in
            try await until("the keys and the list") { try await resource.get("/health/ready").status == 200 }
            try await body(resource)
        }
    }
}

extension Server {
    /// Asks the resource server with a token.
    func bearing(_ token: String) async throws -> Answer {
        try await get("/api_v0.0.1", "Authorization: Bearer \(token)")
    }

    func expectAccepted(_ token: String, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let answer = try await bearing(token)
        #expect(answer.status == 200, "\(answer.text)", sourceLocation: sourceLocation)
    }

    /// Waits until the token is refused.
    func expectRefusal(
        of token: String, within limit: Duration, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        try await until("the refusal", within: limit) { try await bearing(token).status != 200 }
        let answer = try await bearing(token)
        #expect(answer.status == 401, "\(answer.text)", sourceLocation: sourceLocation)
        #expect(answer.error == "invalid_token", sourceLocation: sourceLocation)
    }
}
