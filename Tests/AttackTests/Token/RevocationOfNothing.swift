import SteelcutMemory
import SteelcutTestKit
import SteelcutDomain
import Testing

/// RFC 7009 section 2.2: what can't be revoked is as good as revoked, and the answer does not tell one from the other.
@Suite struct RevocationOfNothing {
    @Test(arguments: Transport.all, ["x", "..", "a.b.c", "%C3%A9", "+", "null", String(repeating: "a", count: 9000)])
    func `garbage is 200 with an empty body`(_ transport: Transport, _ token: String) async throws {
        let server = try await TokenFixture.revoking(over: transport)
        try await server.expectRevoked(token)
        #expect(try server.revocations.currentRevocations().counter == 0)
    }

    @Test(arguments: Transport.all)
    func `so is a token of somebody else's, one that is over, and one that was revoked`(
        _ transport: Transport
    ) async throws {
        let server = try await TokenFixture.revoking(over: transport)
        let stranger = try await TokenFixture.revoking(over: .direct)
        try await server.expectRevoked(try await stranger.token())
        #expect(try server.revocations.currentRevocations().counter == 0)

        let token = try await server.token()
        let late = try await server.token()
        for _ in 1...2 {
            try await server.expectRevoked(token)
            #expect(try server.revocations.currentRevocations().counter == 1)
        }
        server.clock.advance(bySeconds: 3600 + Leeway.seconds)
        try await server.expectRevoked(late)
        #expect(try server.revocations.currentRevocations().counter == 1)
    }

    @Test(arguments: Transport.all, ["refresh_token", "urn:example:none", ""])
    func `a wrong hint saves no token`(_ transport: Transport, _ hint: String) async throws {
        let server = try await TokenFixture.revoking(over: transport)
        let token = try await server.token()
        try await server.expectActive(token)
        try await server.expectRevoked(token, "&token_type_hint=" + hint)
        try await server.expectInactive(token)
    }
}
