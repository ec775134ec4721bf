import SteelcutMemory
import SteelcutTestKit
import SteelcutDomain
import Testing

/// RFC 7662 section 2.2: what is not active, or not the caller's business, is `{"active":false}`, and nothing tells why.
@Suite struct InactiveTokens {
    @Test(arguments: Transport.all, ["x", "..", "a.b.c", "%C3%A9", "+", "null", String(repeating: "a", count: 9000)])
    func `garbage`(_ transport: Transport, _ token: String) async throws {
        try await TokenFixture.revoking(over: transport).expectInactive(token)
    }

    @Test(arguments: Transport.all)
    func `a token that was changed, has no algorithm, or is of another's key`(_ transport: Transport) async throws {
        let server = try await TokenFixture.revoking(over: transport)
        let token = try await server.token()
        try await server.expectActive(token)
        let parts = token.split(separator: ".").map(String.init)
        let none = Base64URL.string(#"{"typ":"at+jwt","alg":"none"}"#.utf8)
        let flipped = (parts[2].first == "A" ? "B" : "A") + parts[2].dropFirst()
        let claims = try JSONReader.read(try CompactJWS(parsing: Array(token.utf8)).payload)
        guard case .object(let members) = claims else { return #expect(Bool(false), "no object") }
        let widened = JSONWriter.write(.object(members.filter { $0.name != "scope" }))
        for forged in [
            "\(none).\(parts[1]).", "\(none).\(parts[1]).\(parts[2])", "\(parts[0]).\(parts[1]).",
            "\(parts[0]).\(parts[1]).\(flipped)", "\(parts[0]).\(Base64URL.string(widened)).\(parts[2])",
            "\(parts[0]).\(parts[1])", token + ".",
        ] { try await server.expectInactive(forged) }
        let stranger = try await TokenFixture.revoking(over: .direct)
        try await server.expectInactive(try await stranger.token())
        try await server.expectActive(token)
    }

    @Test(arguments: Transport.all)
    func `a token whose time is over`(_ transport: Transport) async throws {
        let server = try await TokenFixture.revoking(over: transport)
        let token = try await server.token()
        // To the second: the leeway is for those whose clock is another.
        server.clock.advance(bySeconds: 3599)
        try await server.expectActive(token)
        server.clock.advance(bySeconds: 1)
        try await server.expectInactive(token)
    }

    @Test(arguments: Transport.all)
    func `a token that was revoked, and no other of its client's`(_ transport: Transport) async throws {
        let server = try await TokenFixture.revoking(over: transport)
        let (token, other) = (try await server.token(), try await server.token())
        try await server.expectRevoked(token)
        try await server.expectInactive(token)
        try await server.expectInactive(token, by: "inspector")
        try await server.expectActive(other)
    }

    @Test(arguments: Transport.all)
    func `a client that was cut off, in every token it has`(_ transport: Transport) async throws {
        let server = try await TokenFixture.revoking(over: transport)
        let (token, other) = (try await server.token(), try await server.token(of: "scopeless"))
        let id = try #require(ClientID(parsing: "good"))
        try await server.revocations.revoke(Revocation(ofClient: id, at: server.clock.now()))
        try await server.expectInactive(token)
        try await server.expectActive(other, by: "scopeless")
        server.clock.advance(bySeconds: Revocation.propagation)
        try await server.expectInactive(try await server.token())
        server.clock.advance(bySeconds: 1)
        try await server.expectActive(try await server.token())
    }

    @Test(arguments: Transport.all)
    func `a token that is none of the caller's business`(_ transport: Transport) async throws {
        let server = try await TokenFixture.revoking(over: transport)
        let token = try await server.token()
        try await server.expectInactive(token, by: "scopeless")
        // Registered to ask about tokens for this resource, and for no other.
        try await server.expectActive(token, by: "inspector")
        let elsewhere = try #require(
            try await server.answer(to: .good("&resource=https://api.example/v1")).json["access_token"]?.string)
        try await server.expectInactive(elsewhere, by: "inspector")
        try await server.expectActive(elsewhere)
    }

    @Test(
        arguments: Transport.all,
        ["access_token", "refresh_token", "id_token", "urn:example:none", "", "%F0%9F%94%91"])
    func `a wrong hint hides no token`(_ transport: Transport, _ hint: String) async throws {
        let server = try await TokenFixture.revoking(over: transport)
        try await server.expectActive(try await server.token(), "&token_type_hint=" + hint)
        try await server.expectInactive("a.b.c", "&token_type_hint=" + hint)
    }
}
