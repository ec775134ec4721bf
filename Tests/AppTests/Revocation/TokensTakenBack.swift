import Testing

/// Contract section 4: `POST /introspect` and `POST /revoke`, through the programs.
@Suite(.authorizationServer) struct TokensTakenBack {
    let site: AuthorizationSite

    init() throws { site = try #require(AuthorizationSite.current) }

    @Test func `a client asks about its token, takes it back, and asks again`() async throws {
        let token = try await site.server.token(for: site.client, "scope=read&resource=api_v0.0.1&resource=other")
        let other = try await site.server.token(for: site.client)
        let told = try JSON(try await site.server.introspected(token, by: site.client))
        let carried = try claims(of: token)
        #expect(
            told.names == ["active", "iss", "sub", "client_id", "aud", "iat", "exp", "jti", "scope", "token_type"])
        #expect(told["active"]?.bool == true)
        #expect(told["token_type"]?.string == "Bearer")
        #expect(told["iss"]?.string == site.server.url)
        #expect(told["aud"]?.strings == ["api_v0.0.1", "other"])
        #expect(told["client_id"]?.string == site.client.id)
        #expect(told["scope"]?.string == "read")
        for name in ["sub", "jti"] { #expect(told[name]?.string == carried[name]?.string, "\(name)") }
        for name in ["iat", "exp"] { #expect(told[name]?.integer == carried[name]?.integer, "\(name)") }

        for _ in 1...2 {
            let revoked = try await site.server.answer(to: .about(token, at: "/revoke", by: site.client))
            #expect(revoked.status == 200)
            #expect(revoked.body.isEmpty)
            #expect(revoked["Cache-Control"] == "no-store")
            // At once: the server that took it need not look at the store for it.
            #expect(try await site.server.isActive(token, by: site.client) == false)
        }
        #expect(try await site.server.isActive(other, by: site.client))
    }

    @Test func `another's token is none of a client's business, unless it is registered for the resource`() async throws
    {
        let token = try await site.server.token(for: site.client)
        let stranger = try await site.work.addClient()
        let gate = try await site.work.addClient("--resource", "gate", "--introspect", "api_v0.0.1")
        let elsewhere = try await site.work.addClient("--resource", "api_v0.0.1", "--introspect", "elsewhere")
        #expect(try await site.server.isActive(token, by: gate))
        #expect(try await site.server.introspected(token, by: gate).contains(site.client.id))
        for client in [stranger, elsewhere] { #expect(try await site.server.isActive(token, by: client) == false) }
        for client in [stranger, elsewhere, gate] {
            let refused = try await site.server.answer(to: .about(token, at: "/revoke", by: client))
            #expect(refused.status == 400)
            #expect(refused.error == "invalid_request")
        }
        #expect(try await site.server.isActive(token, by: site.client))

        // The right is shown, given and taken away like any other.
        let shown = try JSON(try await site.work.done("clients", "show", gate.id))
        #expect(shown["introspects"]?.strings == ["api_v0.0.1"])
        #expect(try JSON(try await site.work.done("clients", "show", stranger.id))["introspects"] == nil)
        try await site.work.done("clients", "update", gate.id, "--introspect", "")
        try await until("the end of the right", within: .effect) {
            try await !site.server.isActive(token, by: gate)
        }
        try await site.work.done("clients", "update", stranger.id, "--introspect", "x", "--introspect", "api_v0.0.1")
        try await until("the right", within: .effect) { try await site.server.isActive(token, by: stranger) }
    }

    @Test(arguments: ["/introspect", "/revoke"])
    func `who is not known is refused`(_ path: String) async throws {
        let token = try await site.server.token(for: site.client)
        let anonymous = try await site.server.answer(to: .token("token=\(token)", path: path))
        #expect(anonymous.status == 401)
        #expect(anonymous.error == "invalid_client")
        #expect(anonymous["WWW-Authenticate"]?.hasPrefix("Basic ") == true)
        #expect(try await site.server.answer(to: .about(token, at: path, by: site.disabledClient)).status == 401)
        let other = try await site.server.answer(to: .token("token=\(token)", site.client.basic, path: path))
        #expect(other.status == 200)
        #expect(try await site.server.answer(to: .token("", site.client.basic, path: path)).error == "invalid_request")
        let got = try await site.server.get(path)
        #expect(got.status == 405)
        #expect(got["Allow"] == "POST")
    }
}
