import SteelcutDomain
import SteelcutResource
import SteelcutTestKit
import Testing

/// Somebody between the servers, or a cache, shows an old list so that a revoked token is good again.
@Suite struct ReplayedRevocationList {
    @Test func `a list whose counter goes back is refused`() async throws {
        let server = try await FollowingFixture()
        let token = try await server.token("t1")
        let old = try await server.list(counter: 6)
        server.publish(try await server.list(counter: 7, tokens: ["t1"]))
        try await server.expectRevoked(token)
        for _ in 1...3 {
            server.publish(old)
            server.missTheList()
            try await server.expectRevoked(token)
            #expect(server.verifier.health == .degraded)
        }
        server.publish(try await server.list(counter: 7, tokens: ["t1"], issued: 30))
        server.clock.advance(bySeconds: 30)
        try await server.expectRevoked(token)
        #expect(server.verifier.health == .ok)
    }

    @Test func `a list from before a rotation is refused, though its own counter is no lower`() async throws {
        let server = try await FollowingFixture()
        let next = try IssuerKey(.es256)
        server.publish(keys: server.key, next)
        let (token, old) = (try await server.token("t1"), try await server.list(counter: 6))
        server.publish(old)
        try await server.expectAccepted(token)
        server.publish(try await server.list(counter: 7, tokens: ["t1"], by: next))
        server.missTheList()
        try await server.expectRevoked(token)
        server.publish(old)
        server.missTheList()
        try await server.expectRevoked(token)
    }

    @Test func `an old list that is shown for ever is refused once it has ended, and nothing is taken by it`()
        async throws
    {
        let server = try await FollowingFixture()
        let token = try await server.token("t1")
        try await server.expectAccepted(token)
        // Ten minutes of its life and the leeway; then ten more in which it is missed.
        server.clock.advance(bySeconds: 629)
        try await server.expectAccepted(token)
        #expect(server.verifier.health == .ok)
        server.missTheList()
        try await server.expectAccepted(token)
        #expect(server.verifier.health == .degraded)
        server.clock.advance(bySeconds: 600)
        try await server.expectUnavailable(token)
    }

    @Test func `a store that was restored is heard again after a rotation`() async throws {
        let server = try await FollowingFixture()
        let next = try IssuerKey(.es256)
        let token = try await server.token("t1")
        server.publish(try await server.list(counter: 7))
        try await server.expectAccepted(token)
        server.publish(keys: server.key, next)
        server.publish(try await server.list(counter: 3, tokens: ["t1"], by: next))
        server.missTheList()
        try await server.expectRevoked(token)
        #expect(server.verifier.health == .ok)
    }
}
