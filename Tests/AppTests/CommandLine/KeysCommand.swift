import Testing

/// Contract section 3: `steelcut keys`.
@Suite struct KeysCommand {
    @Test func `generate adds a pending key, list and export show it`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let made = try await work.done("keys", "generate", "--algorithm", "EdDSA")
            #expect(
                made.wholeMatch(
                    of:
                        #/{"kid":"[A-Za-z0-9_-]{43}","algorithm":"EdDSA","state":"pending","created":"[^"]+Z","signs_from":"[^"]+Z"}\n/#
                ) != nil, "\(made)")
            let list = try await work.done("keys", "list")
            #expect(
                list.wholeMatch(
                    of:
                        #/\[{"kid":"[A-Za-z0-9_-]{43}","algorithm":"ES256","state":"active","created":"[^"]+Z"},{"kid":"[A-Za-z0-9_-]{43}","algorithm":"EdDSA","state":"pending","created":"[^"]+Z"}\]\n/#
                ) != nil, "\(list)")
            let exported = try JSON(try await work.done("keys", "export"))
            #expect(exported.names == ["keys"])
            let keys = try #require(exported["keys"]?.array)
            #expect(keys.map { $0["kid"]?.string } == (try JSON(list).array ?? []).map { $0["kid"]?.string })
            #expect(keys[0].names == ["kty", "crv", "x", "y", "use", "alg", "kid"])
            #expect(keys[1].names == ["kty", "crv", "x", "use", "alg", "kid"])
            #expect(try await work.done("keys", "export", "--format", "text") == work.done("keys", "export"))
        }
    }

    @Test(arguments: ["ES256", "EdDSA", "PS256", "RS256"])
    func `every algorithm signs and verifies`(_ algorithm: String) async throws {
        try await Workspace.with { work in
            try await work.done("init", "--signing-algorithm", algorithm)
            let client = try await work.addClient("--resource", "r")
            let token = try await work.serving(.authorizationServer) { try await $0.token(for: client) }
            #expect(try header(of: token)["alg"]?.string == algorithm)
            try work.write(try await work.done("keys", "export"), to: "keys.json")
            let claims = try await work.done("token", "verify", token, "--jwks-file", "keys.json", "--audience", "r")
            #expect(try JSON(claims)["client_id"]?.string == client.id)
        }
    }

    @Test func `with publish-before-use 0 a new key signs at once`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let made = try JSON(
                try await work.done("keys", "rotate", "--algorithm", "PS256", "--keys-publish-before-use", "0"))
            #expect(made["state"]?.string == "active")
            #expect(made["algorithm"]?.string == "PS256")
            let states = try JSON(try await work.done("keys", "list")).array?.map { $0["state"]?.string }
            #expect(states == ["retired", "active"])
            // The old one verifies on, and stays in the set.
            #expect(try JSON(try await work.done("keys", "export"))["keys"]?.array?.count == 2)
        }
    }

    @Test func `rotate says when the old key stops signing and verifying`() async throws {
        try await Workspace.with { work in
            let first = try #require(try JSON(try await work.done("init"))["kid"]?.string)
            let rotated = try JSON(try await work.done("keys", "rotate", "--keys-publish-before-use", "5m"))
            #expect(rotated["state"]?.string == "pending")
            #expect(rotated["previous"]?["kid"]?.string == first)
            #expect(rotated["previous"]?["signs_until"]?.string == rotated["signs_from"]?.string)
            #expect(rotated["previous"]?["verifies_until"]?.string?.hasSuffix("Z") == true)
            let text = try await work.done("keys", "rotate", "--format", "text")
            #expect(
                text.contains(#/The old key [A-Za-z0-9_-]{43} signs until \S+Z and verifies until \S+Z\./#), "\(text)")
        }
    }

    @Test func `several rotations at once tell the truth of every key that is made`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let rotated = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 1...4 {
                    group.addTask {
                        let run = try await work.run(.commandLine, ["keys", "rotate"])
                        #expect(run.status == 0, "\(run.errors)")
                        return run.output
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }.map { try JSON($0) }
            let pending = try #require(try JSON(try await work.done("keys", "list")).array)
                .filter { $0["state"]?.string == "pending" }.map { $0["kid"]?.string }
            #expect(Set(rotated.map { $0["kid"]?.string }) == Set(pending))
            #expect(rotated.filter { $0["key_created"]?.bool == true }.count == pending.count)
        }
    }

    @Test func `retire ends a pending key, changes nothing on a retired one, and refuses the active one`() async throws
    {
        try await Workspace.with { work in
            let active = try #require(try JSON(try await work.done("init"))["kid"]?.string)
            let pending = try #require(try JSON(try await work.done("keys", "generate"))["kid"]?.string)
            for _ in 1...2 {
                let retired = try JSON(try await work.done("keys", "retire", pending))
                #expect(retired["kid"]?.string == pending)
                #expect(retired["state"]?.string == "retired")
            }
            // Listed, but gone from the set.
            let list = try #require(try JSON(try await work.done("keys", "list")).array)
            #expect(list.map { $0["kid"]?.string } == [active, pending])
            #expect(list.map { $0["state"]?.string } == ["active", "retired"])
            let keys = try JSON(try await work.done("keys", "export"))["keys"]?.array
            #expect(keys?.map { $0["kid"]?.string } == [active])

            let refused = try await work.steelcut("keys", "retire", active)
            #expect(refused.status == 1)
            #expect(refused.output.isEmpty)
            #expect(refused.errors.contains("steelcut keys rotate"))
            let unknown = try await work.steelcut("keys", "retire", "unknown")
            #expect(unknown.status == 1)
            #expect(unknown.errors == "steelcut: there is no key unknown; steelcut keys list shows all\n")
        }
    }

    @Test(arguments: ["-", "-h", "--", "--help", "-v"])
    func `a key's ID that begins with a dash is not taken for a flag`(_ beginning: String) async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let kid = beginning + String(repeating: "x", count: 43 - beginning.count)
            for arguments in [[kid], [kid, "--format", "json"], ["--format", "json", kid], ["--", kid]] {
                let run = try await work.run(.commandLine, ["keys", "retire"] + arguments)
                #expect(run.status == 1)
                #expect(run.output.isEmpty)
                #expect(run.errors == "steelcut: there is no key \(kid); steelcut keys list shows all\n")
            }
        }
    }

    @Test func `nothing private is printed`() async throws {
        try await Workspace.with { work in
            try await work.done("init", "--signing-algorithm", "RS256")
            for command in [["keys", "generate", "--algorithm", "RS256"], ["keys", "list"], ["keys", "export"]] {
                let run = try await work.run(.commandLine, command)
                for name in ["d", "p", "q", "dp", "dq", "qi", "k"] { #expect(!run.output.contains("\"\(name)\":")) }
                #expect(!run.output.contains("PRIVATE KEY"))
            }
        }
    }
}
