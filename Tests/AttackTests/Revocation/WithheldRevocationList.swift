import SteelcutDomain
import SteelcutRawHTTP
import SteelcutResource
import SteelcutTestKit
import Testing

/// Somebody who can keep the list from the resource server, but not forge it, gains ten minutes and no more.
@Suite struct WithheldRevocationList {
    @Test(arguments: [
        ScriptedServer.Answer(404), ScriptedServer.Answer(500), ScriptedServer.Answer(204),
        ScriptedServer.Answer(302, ["Location": "/other"]), ScriptedServer.Answer(raw: "", closes: true),
        ScriptedServer.Answer(raw: "HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n", closes: true),
    ])
    func `then what was known last holds, and after ten minutes nothing is accepted`(
        _ answer: ScriptedServer.Answer
    ) async throws {
        let server = try await FollowingFixture()
        let (revoked, good) = (try await server.token("t1"), try await server.token("t2"))
        server.publish(try await server.list(counter: 1, tokens: ["t1"]))
        try await server.expectRevoked(revoked)
        server.answer(answer)
        server.missTheList()
        try await server.expectRevoked(revoked)
        try await server.expectAccepted(good)
        #expect(server.verifier.health == .degraded)
        server.clock.advance(bySeconds: 600)
        try await server.expectUnavailable(good)
        try await server.expectUnavailable(revoked)
        server.publish(try await server.list(counter: 2, tokens: ["t1"], issued: 600))
        server.missTheList()
        try await server.expectAccepted(good)
        try await server.expectRevoked(revoked)
    }

    @Test func `a server that starts without the list accepts nothing`() async throws {
        let server = try await FollowingFixture()
        server.answer(ScriptedServer.Answer(500))
        try await server.expectUnavailable(try await server.token("t1"))
        #expect(server.verifier.health == .unavailable)
        // A bad token is bad all the same.
        let stranger = try IssuerKey(.es256)
        let refused = try await server.token("t1", by: stranger)
        await #expect(throws: BearerError.invalidToken(.unknownKey)) { try await server.verifier.verify(refused) }
    }
}
