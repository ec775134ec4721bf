import Testing

/// A signing key has leaked: issue 4's `keys rotate --emergency`, over both keyrings.
@Suite struct EmergencyRotation {
    @Test(arguments: [false, true])
    func `ends the old key and its tokens, and the new one signs at once`(_ isInDatabase: Bool) async throws {
        try await Workspace.with { folder in
            let work = isInDatabase ? try folder.withKeysInDatabase() : folder
            try await work.done("init")
            let client = try await work.addClient()
            let leaked = try #require(try await work.keys().first?.kid)
            let pending = try #require(try JSON(try await work.done("keys", "generate"))["kid"]?.string)
            try work.write(#"{"about":"This is a protected resource"}"#, to: "document.json")
            try await work.serving(.authorizationServer) { auth in
                try await work.serving(
                    .resourceServer,
                    ["--issuer", auth.url, "--audience", "api_v0.0.1", "--resource-file", "document.json"]
                ) { resource in
                    try await until("the keys") { try await resource.get("/health/ready").status == 200 }
                    func status(_ token: String) async throws -> Int {
                        try await resource.get("/api_v0.0.1", "Authorization: Bearer \(token)").status
                    }
                    let old = try await auth.token(for: client)
                    #expect(try await status(old) == 200)
                    #expect(try await auth.isActive(old, by: client))

                    let said = try JSON(try await work.done("keys", "rotate", "--emergency"))
                    #expect(
                        said.names == [
                            "kid", "algorithm", "state", "created", "signs_from", "key_created", "ended", "costs",
                        ])
                    let new = try #require(said["kid"]?.string)
                    #expect(said["state"]?.string == "active")
                    #expect(said["key_created"]?.bool == true)
                    #expect(said["ended"]?.strings == [leaked, pending])
                    #expect(said["costs"]?.strings?.isEmpty == false)

                    try await until("the new key set", within: .effect) { try await auth.publishedKeys() == [new] }
                    try await until("the new key", within: .effect) {
                        try await auth.signingKey(for: client) == new
                    }
                    try await until("the end of the old tokens", within: .effect) {
                        try await !auth.isActive(old, by: client)
                    }
                    let list = try await auth.get("/.well-known/revocations").text
                    let listed = try String(decoding: segment(1, of: list), as: UTF8.self)
                    #expect(listed.contains(leaked) && listed.contains(pending), "\(listed)")
                    // A resource server that follows the key set alone refuses it once it has seen a new token.
                    let fresh = try await auth.token(for: client)
                    try await until("the new token's key") { try await status(fresh) == 200 }
                    #expect(try await status(old) == 401)
                }
            }
            let states = try await work.keys().reduce(into: [:]) { $0[$1.kid ?? ""] = $1.state }
            #expect(states[leaked] == "retired" && states[pending] == "retired" && states.count == 3)
        }
    }

    @Test func `says in words what it costs, and is still the rotation of before without the flag`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let text = try await work.done(
                "keys", "rotate", "--emergency", "--format", "text", "--keys-publish-before-use", "40")
            for words in ["What this costs:", "have to fetch new ones", "max-age of 20 s", "10 s", "2 s"] {
                #expect(text.contains(words), "\(text)")
            }
            let rotated = try JSON(try await work.done("keys", "rotate"))
            #expect(rotated["state"]?.string == "pending")
            #expect(try await work.keys().map(\.state) == ["retired", "active", "pending"])
        }
    }
}
